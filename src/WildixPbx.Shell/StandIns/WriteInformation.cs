using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommunications.Write, "Information")]
sealed class WriteInformation : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    [AllowNull]
    public object? MessageData { get; set; }

    [Parameter(Position = 1)]
    public string[] Tags { get; set; } = [];

    protected override void ProcessRecord() => base.WriteInformation(MessageData, Tags);
}
