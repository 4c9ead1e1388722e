using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Lets PBXs share the licences of another PBX over the WMS Network.</summary>
[Cmdlet(VerbsLifecycle.Enable, "WmpLicenseSharing", SupportsShouldProcess = true)]
[OutputType(typeof(SharingChange))]
public sealed class EnableWmpLicenseSharingCommand : SharingChangeCmdlet
{
    SharingServers? _servers;

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServerPbxCompleter))]
    [IdentityTransformation("ServerPbxId", "ServerPbx", "Identity", "Id", "Serial", "Name")]
    public ObjectIdentity? ServerPbx { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var client = RowKey.Required(ClientPbx, Columns);
        if (ServerPbx is { IsList: true }) throw new ValidationException("Validation", "Several servers are given at once, where one is meant.", "Give one -ServerPbx: a PBX shares the licences of one other.") { Column = nameof(ServerPbx) };
        var serverIdentity = ServerPbx?.Text ?? throw NothingToChange("ServerPbx", "the PBX whose licences are to be shared");
        Pbx? server = null;
        return ChangeAsync(new RowChange<Pbx>(
            RowKey.OfPbx(client), Target, () => $"Share the licences of PBX '{ServerPbx.Name}'", PrepareAsync, change => [new SharingChange(change, server)]));

        async Task<PreparedChange<Pbx>> PrepareAsync()
        {
            server = await (_servers ??= new SharingServers(Portal)).GetAsync(serverIdentity, Call);
            return new PreparedChange<Pbx>(PortalCommands.EnableSharing(client, new SharingUpdate { Server = server.Id }));
        }
    }
}
