using System.Collections.ObjectModel;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.Import, "Csv", DefaultParameterSetName = "Path")]
sealed class ImportCsv : CsvCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    [Parameter]
    public string[]? Header { get; set; }

    [Parameter]
    public string? Encoding { get; set; }

    protected override void ProcessRecord()
    {
        var isLiteral = ParameterSetName == "LiteralPath";
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            foreach (var file in Resolve(isLiteral ? WildcardPattern.Escape(path) : path))
                Import(file);
        }
    }

    Collection<string> Resolve(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (SessionStateException e)
        {
            WriteError(new ErrorRecord(new FileNotFoundException($"Could not find file '{path}'.", path, e), "FileOpenFailure", ErrorCategory.OpenError, path));
            return [];
        }
    }

    void Import(string file)
    {
        try
        {
            using var text = new StreamReader(file, TextEncoding.Of(Encoding), detectEncodingFromByteOrderMarks: true);
            WriteRows(text, Header, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(e, "FileOpenFailure", ErrorCategory.OpenError, file));
        }
    }
}
