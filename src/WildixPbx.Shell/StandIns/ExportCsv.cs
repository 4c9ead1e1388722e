using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.Export, "Csv", SupportsShouldProcess = true)]
sealed class ExportCsv : CsvCmdlet, IDisposable
{
    StreamWriter? _text;
    CsvWriting? _csv;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    [Parameter]
    public SwitchParameter Append { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    [Parameter]
    public string? Encoding { get; set; }

    /// <summary>Accepted: there is never a type line.</summary>
    [Parameter]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; }

    [Parameter]
    [ValidateSet("Always", "AsNeeded")]
    public string UseQuotes { get; set; } = "Always";

    protected override void BeginProcessing()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(path, "Export CSV"))
            return;

        try
        {
            var header = Append ? HeaderOf(path) : null;
            var mode = NoClobber && !Append ? FileMode.CreateNew : Append ? FileMode.Append : FileMode.Create;
            _text = new StreamWriter(new FileStream(path, mode), TextEncoding.Of(Encoding));
            _csv = new CsvWriting(_text, Separator, string.Equals(UseQuotes, "Always", StringComparison.OrdinalIgnoreCase));
            if (header is not null)
                _csv.ContinueUnder(header);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(e, "FileOpenFailure", ErrorCategory.OpenError, path));
        }
    }

    protected override void ProcessRecord()
    {
        if (_csv is null || InputObject is null)
            return;

        if (Append && !Force && _csv.Columns?.Except(CsvWriting.Names(InputObject), StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } missing)
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException($"The object to append has no property {missing}, which is a column of {Path}. Give -Force to leave it empty."),
                "CannotAppendCsvWithMismatchedPropertyNames", ErrorCategory.InvalidData, InputObject));
        }

        _csv.Write(InputObject);
    }

    protected override void EndProcessing() => Dispose();

    public void Dispose()
    {
        _csv?.Dispose();
        _text?.Dispose();
        (_csv, _text) = (null, null);
    }

    string[]? HeaderOf(string path)
    {
        if (!File.Exists(path))
            return null;

        using var text = new StreamReader(path, TextEncoding.Of(Encoding), detectEncodingFromByteOrderMarks: true);
        return CsvReading.Header(text, Separator) is { Length: > 0 } header ? header : null;
    }
}
