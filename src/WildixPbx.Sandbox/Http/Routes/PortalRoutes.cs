using System.Reflection;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http.Routes;

/// <summary>What the health route answers with.</summary>
sealed record Health(string Status);

static class PortalRoutes
{
    const string About = "portal";
    const string Records = "records";

    static readonly string Version = typeof(PortalRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void MapPortal(this IEndpointRouteBuilder app, PriceBook prices)
    {
        app.Say(
            new Operation
            {
                Id = "getHealth", Method = "GET", Route = "health", Tag = About, IsOpen = true,
                Summary = "Tells that the portal is up",
                Description = "The only route without a token; never throttled.",
                Successes = [new(200, "It is up.", new Health("Ok"))],
            },
            _ => new Health("Ok"));
        app.Say(
            new Operation
            {
                Id = "getPortal", Method = "GET", Route = "portal", Tag = About,
                Summary = "Describes the portal",
                Description = "What the portal is set to, its clock, and whose the token is.",
                Successes = [new(200, "The portal.", Examples.Info)],
            },
            Info);
        app.List(
            new Operation
            {
                Id = "listRegions", Method = "GET", Route = "regions", Tag = About,
                Summary = "Lists regions",
                Description = "The regions that a Cloud PBX can be created in.",
                Successes = [new(200, "A page of regions.", Examples.Page(Examples.Region))],
            },
            [], (_, _, slice) => ListEndpoint.Page(prices.Regions, slice));
        app.List(
            new Operation
            {
                Id = "listLicenseProfiles", Method = "GET", Route = "license-profiles", Tag = About,
                Summary = "Lists licence profiles",
                Description = "The licence profiles with their prices by term. The set is open: portals of other years serve other ones.",
                Successes = [new(200, "A page of profiles.", Examples.Page(Examples.Profile))],
            },
            [], (_, _, slice) => ListEndpoint.Page(prices.Profiles, slice));
        app.Say(
            new Operation
            {
                Id = "getSandboxStatistics", Method = "GET", Route = "sandbox/statistics", Tag = About, ManagerOnly = true,
                Summary = "Counts requests",
                Description = "What the sandbox has counted since it was started. A dry run is not mutating.",
                Successes = [new(200, "The counts.", Examples.Statistics)],
            },
            context => context.RequestServices.GetRequiredService<Statistics>().Read(context.Runtime().Setup.RuleSet.Name));
    }

    public static void MapRecords(this IEndpointRouteBuilder app)
    {
        app.List(
            new Operation
            {
                Id = "listAuditEvents", Method = "GET", Route = "audit-events", Tag = Records,
                Summary = "Lists the trail",
                Description = "Every change that took place, in order, one event for each object it changed. It is only ever added to, and can be searched by idempotency key without limit of time.",
                Successes = [new(200, "A page of events.", Examples.Page(Examples.Event))],
            },
            Filters.AuditEvents, (db, filters, slice) => Keyset.Read(db, Trail.Table, "seq", Trail.Columns, Trail.Read, filters, slice));
        app.List(
            new Operation
            {
                Id = "listMails", Method = "GET", Route = "mails", Tag = Records,
                Summary = "Lists mails",
                Description = "The mails that the portal would have sent, to the partner or to a Wildix manager, in order.",
                Successes = [new(200, "A page of mails.", Examples.Page(Examples.Mail))],
            },
            Filters.Mails, (db, filters, slice) => Keyset.Read(db, Outbox.Table, "seq", Outbox.Columns, Outbox.Read, filters, slice));
    }

    static PortalInfo Info(HttpContext context)
    {
        var setup = context.Runtime().Setup;
        var call = context.Call();
        return new PortalInfo
        {
            Name = "WildixPbx sandbox",
            Version = Version,
            RuleSet = setup.RuleSet.Name,
            TimeZone = setup.TimeZone.Id,
            Currency = setup.Prices.List.Currency,
            Now = setup.Now,
            User = call.Actor,
            Role = call.Owner.ToString()!,
        };
    }
}
