using System.Management.Automation;
using WildixPbx.Abstractions;

namespace WildixPbx.Commands;

/// <summary>Denies a request of a sandbox, as a Wildix manager would.</summary>
[Cmdlet(VerbsLifecycle.Deny, "WmpSandboxRequest", SupportsShouldProcess = true)]
[OutputType(typeof(RequestChange))]
public sealed class DenyWmpSandboxRequestCommand : DecideRequestCmdlet
{
    /// <inheritdoc/>
    protected override RequestState Decision => RequestState.Denied;
}
