using System.Management.Automation;

namespace WildixPbx.Tests.Support;

/// <summary>Gives nothing until the pipeline is stopped, or until its gate opens: an input that comes slowly.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ForStop")]
public sealed class WaitForStopCommand : PSCmdlet, IDisposable
{
    readonly ManualResetEventSlim _stopped = new();

    [Parameter]
    public Task? Gate { get; set; }

    protected override void ProcessRecord()
    {
        if (Gate is null) _stopped.Wait();
        else Gate.GetAwaiter().GetResult();
    }

    protected override void StopProcessing() => _stopped.Set();

    public void Dispose() => _stopped.Dispose();
}
