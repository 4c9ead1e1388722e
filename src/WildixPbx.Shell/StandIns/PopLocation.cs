using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Pop, "Location")]
sealed class PopLocation : PSCmdlet
{
    [Parameter]
    public string StackName { get; set; } = "";

    protected override void EndProcessing() => SessionState.Path.PopLocation(StackName);
}
