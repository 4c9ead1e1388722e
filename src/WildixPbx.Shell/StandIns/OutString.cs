using System.Management.Automation;
using System.Text;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.Out, "String")]
sealed class OutString : PSCmdlet, IDisposable
{
    readonly StringBuilder _text = new();
    FormattedText? _formatted;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Stream { get; set; }

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int? Width { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    protected override void BeginProcessing() => _formatted = new FormattedText(this, Width);

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            Take(_formatted!.Add(InputObject));
    }

    protected override void EndProcessing()
    {
        Take(_formatted!.End());
        if (!Stream)
            WriteObject(_text.ToString());
    }

    public void Dispose() => _formatted?.Dispose();

    void Take(string text)
    {
        if (Stream)
        {
            using var lines = new StringReader(text);
            while (lines.ReadLine() is { } line)
                WriteObject(line);
        }
        else
        {
            _text.Append(NoNewline ? text.ReplaceLineEndings("") : text);
        }
    }
}
