using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Ends the sharing of PBXs, or takes back what they asked for.</summary>
[Cmdlet(VerbsLifecycle.Disable, "WmpLicenseSharing", SupportsShouldProcess = true)]
[OutputType(typeof(SharingChange))]
public sealed class DisableWmpLicenseSharingCommand : SharingChangeCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var client = RowKey.Required(ClientPbx, Columns);
        return ChangeAsync(new RowChange<Pbx>(
            RowKey.OfPbx(client), Target, "Stop sharing the licences of another PBX", new PreparedChange<Pbx>(PortalCommands.DisableSharing(client)),
            change => [new SharingChange(change, server: null)]));
    }
}
