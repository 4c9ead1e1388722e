using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Disables WMS Network on PBXs that share no licences.</summary>
[Cmdlet(VerbsLifecycle.Disable, "WmpNetwork", SupportsShouldProcess = true)]
[OutputType(typeof(NetworkChange))]
public sealed class DisableWmpNetworkCommand : PbxChangeCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
        => ChangePbxAsync("Disable WMS Network", PortalCommands.DisableNetwork, change => new NetworkChange(change), onStateShown: false);
}
