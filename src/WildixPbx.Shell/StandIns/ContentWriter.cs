using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

/// <summary>What writes lines to one file: replaced or added to.</summary>
abstract class ContentWriter(bool append) : PSCmdlet, IDisposable
{
    StreamWriter? _writer;

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] Value { get; set; } = [];

    [Parameter]
    public string? Encoding { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void BeginProcessing()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(path, append ? "Add Content" : "Set Content"))
            return;

        try
        {
            _writer = new StreamWriter(path, append, TextEncoding.Of(Encoding));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(e, "GetContentWriterError", ErrorCategory.WriteError, path));
        }
    }

    protected override void ProcessRecord()
    {
        foreach (var value in Value ?? [])
        {
            var line = value is null ? "" : PSObject.AsPSObject(value).ToString();
            if (NoNewline)
                _writer?.Write(line);
            else
                _writer?.WriteLine(line);
        }
    }

    protected override void EndProcessing() => Dispose();

    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
