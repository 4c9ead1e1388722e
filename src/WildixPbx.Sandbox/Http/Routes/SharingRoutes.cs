using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Http.Routes;

static class SharingRoutes
{
    const string Sharing = "sharing";

    public static void MapSharing(this IEndpointRouteBuilder app)
    {
        app.Change<SharingUpdate, Pbx>(
            new Operation
            {
                Id = "enableSharing", Method = "PUT", Route = "pbxs/{identity}/sharing", Tag = Sharing, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Shares the licences of another PBX",
                Description = "Lets this PBX, the client, share the licences of a server. Under the rules of 2020-02 a Wildix manager applies it by hand and gets a mail; from 2022-04 it takes effect at once. While a request for another server waits it is refused (AlreadyRequested), and where others share with the client (InUse).",
                BodyExample = new SharingUpdate { Server = Examples.PbxName },
                Successes =
                [
                    new(200, "It shares them, or a request for it waited already; or what a dry run found.", Examples.Shared),
                    new(202, "A request waits for a Wildix manager.", Examples.SharingRequested),
                ],
            },
            SharingOperations.Enable);
        app.Change<NoBody, Pbx>(
            new Operation
            {
                Id = "disableSharing", Method = "DELETE", Route = "pbxs/{identity}/sharing", Tag = Sharing, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Ends a sharing",
                Description = "Ends the sharing of a client at once, and takes its pending request back where there is one.",
                Successes = [new(200, "The PBX after the change.", Examples.Change(Examples.Client))],
            },
            (scope, identity, _) => SharingOperations.Disable(scope, identity));
        app.Change<NoBody, Pbx>(
            new Operation
            {
                Id = "enableNetwork", Method = "PUT", Route = "pbxs/{identity}/network", Tag = Sharing, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Enables WMS Network",
                Description = "Brings a PBX into the WMS Network of its customer. From 2022-04 new PBXs are in it already.",
                Successes = [new(200, "The PBX after the change.", Examples.Change(Examples.Client))],
            },
            (scope, identity, _) => NetworkOperations.Enable(scope, identity));
        app.Change<NoBody, Pbx>(
            new Operation
            {
                Id = "disableNetwork", Method = "DELETE", Route = "pbxs/{identity}/network", Tag = Sharing, Path = Mapping.PbxIdentity, TakesTag = true, Refusals = [409],
                Summary = "Disables WMS Network",
                Description = "Takes a PBX out of the WMS Network. Refused while it shares licences or its licences are shared, or a request for that waits (InUse).",
                Successes = [new(200, "The PBX after the change.", Examples.Change(Examples.Client with { InNetwork = false }))],
            },
            (scope, identity, _) => NetworkOperations.Disable(scope, identity));
    }
}
