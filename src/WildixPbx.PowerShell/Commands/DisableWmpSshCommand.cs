using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Shuts the SSH port of Cloud PBXs.</summary>
[Cmdlet(VerbsLifecycle.Disable, "WmpSsh", SupportsShouldProcess = true)]
[OutputType(typeof(SshChange))]
public sealed class DisableWmpSshCommand : PbxChangeCmdlet
{
    // The portal judges the port as it was before, and would have it shut by what has just shut it.
    private protected override bool IsWorthAWarning(string ruleId) => ruleId != "SshLeftOpen" && base.IsWorthAWarning(ruleId);

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
        => ChangePbxAsync(
            $"Shut port {SshAccess.Port}", identity => PortalCommands.SetSsh(identity, new SshUpdate { Open = false }), change => new SshChange(change), onStateShown: false);
}
