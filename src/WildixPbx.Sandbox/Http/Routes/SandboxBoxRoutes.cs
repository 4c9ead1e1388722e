using WildixPbx.Portal;
using WildixPbx.Sandbox.Simulators;

namespace WildixPbx.Sandbox.Http.Routes;

static class SandboxBoxRoutes
{
    const string Boxes = "boxes";

    static readonly SandboxBox Example = new()
    {
        PbxId = Examples.Pbx.Id,
        Pbx = Examples.PbxName,
        Uri = new Uri("https://127.0.0.1:40443"),
        CertificateFingerprint = "3B2A9C5E7F10486D8E21B0C4D5F6A7983B2A9C5E7F10486D8E21B0C4D5F6A798",
        Token = "access_EXAMPLE",
        CompanyKey = "wsk-v1-EXAMPLE",
        S2SApplicationId = "app-EXAMPLE",
        S2SApplicationName = "wildixpbx-sandbox",
        S2SSecret = "EXAMPLE",
        AdminPassword = "EXAMPLE",
        RootPassword = "EXAMPLE",
        SshPort = 40022,
        SshUserName = "admin",
        SshHostKeyFingerprint = "SHA256:EXAMPLE",
        SshFolder = "/home/me/.local/share/WildixPbx/sandboxes/default/boxes/pbx_5b6c7d8e9fa0b1c2",
        DatabasePath = "/home/me/.local/share/WildixPbx/sandboxes/default/boxes/pbx_5b6c7d8e9fa0b1c2/rw2/db/wms.sqlite",
        Behaviors = [BoxBehavior.Hang],
    };

    public static void MapBoxes(this IEndpointRouteBuilder app, BoxFarm farm)
    {
        app.List(
            new Operation
            {
                Id = "listSandboxBoxes", Method = "GET", Route = "sandbox/boxes", Tag = Boxes, ManagerOnly = true,
                Summary = "Lists simulators of boxes",
                Description = "The simulators that are up, by name, with their addresses and logins. None is up after a restart of the sandbox.",
                Successes = [new(200, "A page of simulators.", Examples.Page(Example))],
            },
            [], (_, _, slice) => ListEndpoint.Page(farm.List(), slice));
        app.Do<SandboxBoxUpdate, SandboxBox>(
            new Operation
            {
                Id = "startSandboxBox", Method = "PUT", Route = "sandbox/boxes/{identity}", Tag = Boxes, Path = Mapping.PbxIdentity, ManagerOnly = true, IsEphemeral = true, Refusals = [409],
                Summary = "Brings up the simulator of a box",
                Description = "Brings up the REST interface (WMS) of a PBX on a port of this machine, or gives one that is up other settings. A PBX without users gets some, as Essential users. With 'ssh' it gets OpenSSH's server, too, on Linux only; elsewhere that is refused (NotSupported).",
                BodyExample = new SandboxBoxUpdate { Behaviors = [BoxBehavior.Hang], UserCount = 20, Ssh = true },
                Successes = [new(200, "The simulator.", Examples.Change(Example))],
            },
            async (_, identity, body) =>
            {
                var (box, changed) = await farm.StartAsync(identity, body);
                return new Change<SandboxBox> { Resource = box, Changed = changed };
            });
        app.Do<NoBody, SandboxBox>(
            new Operation
            {
                Id = "stopSandboxBox", Method = "DELETE", Route = "sandbox/boxes/{identity}", Tag = Boxes, Path = Mapping.PbxIdentity, ManagerOnly = true, IsEphemeral = true, Refusals = [409],
                Summary = "Shuts the simulator of a box down",
                Description = "Shuts it down; its users and what it has told the portal stay. One that is not up is not found.",
                Successes = [new(200, "The simulator as it last was.", Examples.Change(Example))],
            },
            async (_, identity, _) =>
                await farm.StopAsync(identity) is { } box ? new Change<SandboxBox> { Resource = box, Changed = true } : throw Portal.Refusal.NotFound("simulator", identity));
    }
}
