using System.Management.Automation;
using System.Reflection;

namespace WildixPbx.Tests.Support;

/// <summary>Takes one object and ends the commands before it, as Select-Object -First 1 does, which the hosted engine lacks.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AfterFirst")]
public sealed class StopAfterFirstCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        var type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        throw (Exception)type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0].Invoke([this]);
    }
}
