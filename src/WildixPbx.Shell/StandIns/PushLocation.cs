using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Push, "Location")]
sealed class PushLocation : PSCmdlet
{
    [Parameter(Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string? Path { get; set; }

    [Parameter]
    public string StackName { get; set; } = "";

    protected override void EndProcessing()
    {
        SessionState.Path.PushCurrentLocation(StackName);
        if (!string.IsNullOrEmpty(Path))
            SessionState.Path.SetLocation(Path);
    }
}
