using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Shuts the SSH port of Cloud PBXs.</summary>
[Cmdlet(VerbsLifecycle.Disable, "WmpSsh", SupportsShouldProcess = true)]
[OutputType(typeof(SshChange))]
public sealed class DisableWmpSshCommand : PbxChangeCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
        => ChangePbxAsync(
            $"Shut port {SshAccess.Port}", identity => PortalCommands.SetSsh(identity, new SshUpdate { Open = false }), change => new SshChange(change), onStateShown: false);
}
