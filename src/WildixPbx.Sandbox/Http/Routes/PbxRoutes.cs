using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http.Routes;

static class PbxRoutes
{
    const string Pbxs = "pbxs";
    const string Hardware = "hardware";

    public static void MapPbxs(this IEndpointRouteBuilder app)
    {
        app.List(
            new Operation
            {
                Id = "listPbxs", Method = "GET", Route = "pbxs", Tag = Pbxs,
                Summary = "Lists PBXs",
                Description = "PBXs, in the order of creation. Filters apply together; one that is given several times takes any of its values.",
                Successes = [new(200, "A page of PBXs.", Examples.Page(Examples.Pbx))],
            },
            Filters.Pbxs, Tables.Pbxs);
        app.One(
            new Operation
            {
                Id = "getPbx", Method = "GET", Route = "pbxs/{identity}", Tag = Pbxs, Path = Mapping.PbxIdentity, Refusals = [409],
                Summary = "Gets a PBX",
                Description = "One PBX, by id, serial or name. A text that fits two of them is refused (AmbiguousIdentity).",
                Successes = [new(200, "The PBX.", Examples.Pbx)],
            },
            Identities.Pbx, pbx => pbx.ETag);
        app.Change<NewPbx, Pbx>(
            new Operation
            {
                Id = "createPbx", Method = "POST", Route = "pbxs", Tag = Pbxs, Refusals = [404, 409],
                Summary = "Creates a PBX",
                Description = "Creates a PBX with its first licences. Every rule it breaks is reported at once. A Hardware PBX takes one bought box. A Cloud PBX is active about 3 minutes later.",
                BodyExample = new NewPbx
                {
                    Customer = Examples.CustomerName, Name = Examples.PbxName, Platform = Platform.Cloud, Region = "eu-central-1", Term = Term.Yearly,
                    Licenses = new() { ["UC-Essential"] = 30, ["PBX-BASIC"] = 10 }, StorageGB = 10, MaximumFee = 1500,
                },
                Successes = [new(201, "The new PBX.", Examples.Created), new(200, "What a dry run found.", Examples.Created with { Changed = false, Findings = [Examples.Broken] })],
            },
            (scope, _, body) => PbxOperations.Create(scope, body));
        app.Change<LicenseUpdate, LicenseOutcome>(
            new Operation
            {
                Id = "updateLicenses", Method = "PATCH", Route = "pbxs/{identity}/licenses", Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Sets licence counts",
                Description = "Sets absolute counts; a profile that isn't named stays as it is. Increases are in force at once. Decreases wait for a Wildix manager: one request over all profiles that go down.",
                BodyExample = new LicenseUpdate { Licenses = new() { ["UC-Essential"] = 30 }, MaximumFee = 500 },
                Successes = [new(200, "The counts are in force, or were already; or what a dry run found.", Examples.Increased), new(202, "A request waits for a Wildix manager.", Examples.Waiting)],
            },
            LicenseOperations.Set);
    }

    public static void MapHardware(this IEndpointRouteBuilder app)
    {
        app.List(
            new Operation
            {
                Id = "listHardwareOrders", Method = "GET", Route = "hardware-orders", Tag = Hardware,
                Summary = "Lists hardware orders",
                Description = "Hardware bought in the cart, in the order of buying.",
                Successes = [new(200, "A page of orders.", Examples.Page(Examples.Order))],
            },
            Filters.Orders, Tables.Orders);
        app.One(
            new Operation
            {
                Id = "getHardwareOrder", Method = "GET", Route = "hardware-orders/{id}", Tag = Hardware, Path = Mapping.Id("An order's id.", Examples.Order.Id),
                Summary = "Gets a hardware order",
                Description = "One order, by id.",
                Successes = [new(200, "The order.", Examples.Order)],
            },
            Identities.Order, order => order.ETag);
        app.Change<NewHardwareOrder, HardwareOrder>(
            new Operation
            {
                Id = "orderHardware", Method = "POST", Route = "hardware-orders", Tag = Hardware,
                Summary = "Buys hardware",
                Description = "Buys boxes in the cart. Each serves for one Hardware PBX.",
                BodyExample = new NewHardwareOrder { Item = HardwareOrder.PbxItem, Quantity = 2, MaximumFee = 1000 },
                Successes = [new(201, "The order.", Examples.Paid(Examples.Order, 900)), new(200, "What a dry run found.", Examples.Paid(Examples.Order, 900))],
            },
            (scope, _, body) => HardwareOperations.Buy(scope, body));
    }
}
