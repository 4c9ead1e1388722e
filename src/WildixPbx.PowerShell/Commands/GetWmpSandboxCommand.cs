using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the sandboxes that this process runs, with what they have counted.</summary>
[Cmdlet(VerbsCommon.Get, "WmpSandbox")]
[OutputType(typeof(Sandbox))]
public sealed class GetWmpSandboxCommand : ContextCmdlet
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var sandbox in RunningSandboxes.Of(Name, MyInvocation))
        {
            try { sandbox.Statistics = await EngineHost.Engine.Sandboxes.ManagerOf(sandbox).GetAsync(PortalLookups.SandboxStatistics(), Call); }
            catch (WildixPbxException e)
            {
                WriteError(e, sandbox.Name);
                continue;
            }

            WriteObject(sandbox);
        }
    }
}
