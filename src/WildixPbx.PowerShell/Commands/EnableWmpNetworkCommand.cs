using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Enables WMS Network on PBXs, so that they can share licences.</summary>
[Cmdlet(VerbsLifecycle.Enable, "WmpNetwork", SupportsShouldProcess = true)]
[OutputType(typeof(NetworkChange))]
public sealed class EnableWmpNetworkCommand : PbxChangeCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
        => ChangePbxAsync("Enable WMS Network", PortalCommands.EnableNetwork, change => new NetworkChange(change), onStateShown: false);
}
