using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Http.Routes;

/// <summary>The portal's part of a move to the Cloud.</summary>
static class CloudMoveRoutes
{
    const string Pbxs = "pbxs", Route = "pbxs/{identity}/cloud-move";

    public static void MapCloudMoves(this IEndpointRouteBuilder app)
    {
        app.Change<CloudMoveOrder, CloudMove>(
            new Operation
            {
                Id = "moveToCloud", Method = "POST", Route = Route, Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Moves a PBX to a new Cloud instance",
                Description = "Makes a Cloud PBX that takes the serials, the name, the term with its dates, the licences, the customer and the WMS Network of a Per User subscription PBX; its requests that wait and the clients that share its licences follow. The old PBX stays as Migrated and is found by its id alone. A PBX that shares another one's licences, or has asked to, can't be moved (InUse). What was moved already is no change.",
                BodyExample = new CloudMoveOrder { Region = "eu-central-1" },
                Successes =
                [
                    new(201, "Both PBXs after the move.", Examples.Change(Examples.CloudMove) with { EffectiveOn = Examples.Info.Now }),
                    new(200, "It was moved already; or what a dry run found.", Examples.Change(Examples.CloudMove) with { Changed = false }),
                ],
            },
            CloudMoves.Make);
        app.Change<NoBody, CloudMove>(
            new Operation
            {
                Id = "undoMoveToCloud", Method = "DELETE", Route = Route, Tag = Pbxs, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Takes a move to the Cloud back",
                Description = "Gives all that a move to the Cloud took back to the old PBX, with what was changed since; the Cloud PBX stays as Migrated and its SSH port is shut. Refused where the Cloud PBX has more storage than every one has (StorageOnlyOnCloud) or shares another one's licences (InUse). What was taken back already is no change.",
                Successes = [new(200, "Both PBXs after the change.", Examples.Change(Examples.CloudMoveUndone) with { EffectiveOn = Examples.Info.Now })],
            },
            (scope, identity, _) => CloudMoves.Undo(scope, identity));
    }
}
