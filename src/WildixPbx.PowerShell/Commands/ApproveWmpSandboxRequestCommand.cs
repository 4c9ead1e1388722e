using System.Management.Automation;
using WildixPbx.Abstractions;

namespace WildixPbx.Commands;

/// <summary>Approves a request of a sandbox, as a Wildix manager would.</summary>
[Cmdlet(VerbsLifecycle.Approve, "WmpSandboxRequest", SupportsShouldProcess = true)]
[OutputType(typeof(RequestChange))]
public sealed class ApproveWmpSandboxRequestCommand : DecideRequestCmdlet
{
    /// <inheritdoc/>
    protected override RequestState Decision => RequestState.Approved;
}
