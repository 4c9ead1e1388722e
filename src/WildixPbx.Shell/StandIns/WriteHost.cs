using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommunications.Write, "Host")]
sealed class WriteHost : PSCmdlet
{
    // What the engine itself looks for to tell text for the host from other information.
    static readonly string[] ForHost = ["PSHOST"];

    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public object Separator { get; set; } = " ";

    [Parameter]
    public ConsoleColor? ForegroundColor { get; set; }

    [Parameter]
    public ConsoleColor? BackgroundColor { get; set; }

    protected override void ProcessRecord() => WriteInformation(
        new HostInformationMessage
        {
            Message = Text(Object),
            NoNewLine = NoNewline,
            ForegroundColor = ForegroundColor,
            BackgroundColor = BackgroundColor,
        },
        ForHost);

    string Text(object? value) => value switch
    {
        null => "",
        PSObject { BaseObject: IEnumerable and not string and not IDictionary } wrapped => Text(wrapped.BaseObject),
        IEnumerable items and not string and not IDictionary => string.Join(Separator.ToString(), items.Cast<object?>().Select(Text)),
        _ => PSObject.AsPSObject(value).ToString(),
    };
}
