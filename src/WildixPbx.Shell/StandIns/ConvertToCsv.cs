using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.ConvertTo, "Csv")]
sealed class ConvertToCsv : CsvCmdlet, IDisposable
{
    readonly StringWriter _text = new();
    CsvWriting? _csv;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Accepted: there is never a type line.</summary>
    [Parameter]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; }

    [Parameter]
    [ValidateSet("Always", "AsNeeded")]
    public string UseQuotes { get; set; } = "Always";

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;

        var isFirst = _csv is null;
        _csv ??= new CsvWriting(_text, Separator, string.Equals(UseQuotes, "Always", StringComparison.OrdinalIgnoreCase));
        if (isFirst)
            _csv.WriteHeaderOf(InputObject);
        WriteText();
        _csv.Write(InputObject);
        WriteText();
    }

    public void Dispose()
    {
        _csv?.Dispose();
        _text.Dispose();
    }

    // A record with line breaks in a cell stays one string, as in the real one.
    void WriteText()
    {
        _csv!.Flush();
        var text = _text.ToString();
        if (text.Length > 0)
            WriteObject(text[..^Environment.NewLine.Length]);
        _text.GetStringBuilder().Clear();
    }
}
