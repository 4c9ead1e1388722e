using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

// The engine calls it by name for > and >>.
[Cmdlet(VerbsData.Out, "File", SupportsShouldProcess = true)]
sealed class OutFile : PSCmdlet, IDisposable
{
    FormattedText? _formatted;
    StreamWriter? _file;

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Path", "LiteralPath", "PSPath")]
    public string FilePath { get; set; } = "";

    [Parameter(Position = 1)]
    public string? Encoding { get; set; }

    [Parameter]
    public SwitchParameter Append { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int? Width { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void BeginProcessing()
    {
        var path = GetUnresolvedProviderPathFromPSPath(FilePath);
        if (!ShouldProcess(path, "Output to File"))
            return;

        try
        {
            _file = new StreamWriter(path, Append, TextEncoding.Of(Encoding));
            _formatted = new FormattedText(this, Width);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(e, "FileOpenFailure", ErrorCategory.OpenError, path));
        }
    }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            _file?.Write(_formatted!.Add(InputObject));
    }

    protected override void EndProcessing()
    {
        _file?.Write(_formatted!.End());
        Dispose();
    }

    public void Dispose()
    {
        _formatted?.Dispose();
        _file?.Dispose();
        (_formatted, _file) = (null, null);
    }
}
