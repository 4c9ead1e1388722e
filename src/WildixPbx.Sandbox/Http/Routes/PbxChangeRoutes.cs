using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Http.Routes;

/// <summary>What becomes of a PBX after it was created, but for its licences and for sharing them.</summary>
static class PbxChangeRoutes
{
    const string Pbxs = "pbxs";

    public static void MapPbxChanges(this IEndpointRouteBuilder app)
    {
        MapIdentity(app);
        MapTermAndStorage(app);
        MapAccess(app);
    }

    static void MapIdentity(IEndpointRouteBuilder app)
    {
        app.Change<PbxUpdate, Pbx>(
            new Operation
            {
                Id = "renamePbx", Method = "PATCH", Route = "pbxs/{identity}", Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Renames a PBX",
                Description = "Gives a PBX another DNS label. Its requests show the new name. Its own name again is no change.",
                BodyExample = new PbxUpdate { Name = "rossi-centro" },
                Successes = [new(200, "The PBX after the change.", Examples.Change(Examples.Pbx with { Name = "rossi-centro" }))],
            },
            PbxMoves.Rename);
        app.Change<PbxMove, Pbx>(
            new Operation
            {
                Id = "movePbx", Method = "PUT", Route = "pbxs/{identity}/customer", Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Moves a PBX to another customer",
                Description = "Moves a PBX with its licences and its pending requests. A PBX that shares licences, or whose licences are shared, can't be moved (InUse), nor one that has asked to.",
                BodyExample = new PbxMove { Customer = "Bianchi S.r.l." },
                Successes = [new(200, "The PBX after the change.", Examples.Change(Examples.Pbx with { Customer = "Bianchi S.r.l.", CustomerId = "cus_1b2c3d4e5f607182" }))],
            },
            PbxMoves.Move);
    }

    static void MapTermAndStorage(IEndpointRouteBuilder app)
    {
        app.Change<TermUpdate, LicenseOutcome>(
            new Operation
            {
                Id = "updateTerm", Method = "PATCH", Route = "pbxs/{identity}/term", Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Changes the term",
                Description = "Changes the term of a PBX without licences in force, from today on, and sets the counts that come along at once. With the term that it has already, the counts follow the rules of licences.",
                BodyExample = new TermUpdate { Term = Term.Yearly, Licenses = new() { ["UC-Essential"] = 30 }, MaximumFee = 1500 },
                Successes = [new(200, "The term is that, or was already; or what a dry run found.", Examples.TermChanged), new(202, "The term was that already, and a request for fewer licences waits for a Wildix manager.", Examples.Waiting)],
            },
            LicenseOperations.SetTerm);
        app.Change<StorageUpdate, Pbx>(
            new Operation
            {
                Id = "updateStorage", Method = "PATCH", Route = "pbxs/{identity}/storage", Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Increases the storage",
                Description = "Sets the storage of a Cloud PBX in GB, absolute, in units of 10. It is in force from the next 01:00 in the portal's time zone on; until then both sizes are shown. It can't be taken back.",
                BodyExample = new StorageUpdate { StorageGB = 30, MaximumFee = 100 },
                Successes = [new(200, "The increase is scheduled, or was already; or what a dry run found.", Examples.StorageScheduled)],
            },
            StorageOperations.Set);
    }

    static void MapAccess(IEndpointRouteBuilder app)
    {
        app.Change<SshUpdate, Pbx>(
            new Operation
            {
                Id = "updateSsh", Method = "PATCH", Route = "pbxs/{identity}/ssh", Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Opens or shuts SSH",
                Description = "Opens or shuts port 2222 of a Cloud PBX. With a duration the portal shuts it by itself; a new duration counts from now. Opening again without one leaves an open port as it is.",
                BodyExample = new SshUpdate { Open = true, DurationSeconds = 7200 },
                Successes = [new(200, "The port is so, or was already; or what a dry run found.", Examples.SshOpened)],
            },
            SshOperations.Set);
        app.Get(
            new Operation
            {
                Id = "getPbxKey", Method = "GET", Route = "pbxs/{identity}/key", Tag = Pbxs, Path = Mapping.PbxIdentity, Refusals = [409, 422],
                Summary = "Gets the key of a PBX",
                Description = "The key that activates a Virtual or Hardware PBX, to be entered on the box. A secret: it is in no list, trail or log. Cloud PBXs have none (KeyNotForCloud), nor have those that were moved to the Cloud (PbxMigrated).",
                Successes = [new(200, "The key.", Examples.PbxKey)],
            },
            KeyOperations.Get);
    }
}
