using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Stops sandboxes that this process runs. Their data stay, unless they are temporary ones.</summary>
[Cmdlet(VerbsLifecycle.Stop, "WmpSandbox", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(void))]
public sealed class StopWmpSandboxCommand : ContextCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    public string Name { get; set; } = "*";

    [Parameter(Position = 0, ParameterSetName = "Sandbox", Mandatory = true, ValueFromPipeline = true)]
    public Sandbox? Sandbox { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var sandbox in Sandbox is not null ? [Sandbox] : RunningSandboxes.Of(Name, MyInvocation))
            if (ShouldProcess($"sandbox '{sandbox.Name}' (process {sandbox.ProcessId})", "Stop"))
                await EngineHost.Engine.Sandboxes.StopAsync(sandbox, Stop);
    }
}
