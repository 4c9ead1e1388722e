using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.ConvertFrom, "Csv")]
sealed class ConvertFromCsv : CsvCmdlet
{
    readonly List<string> _lines = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[] InputObject { get; set; } = [];

    [Parameter]
    public string[]? Header { get; set; }

    protected override void ProcessRecord() => _lines.AddRange(InputObject);

    protected override void EndProcessing()
    {
        using var text = new StringReader(string.Join('\n', _lines));
        WriteRows(text, Header, _lines);
    }
}
