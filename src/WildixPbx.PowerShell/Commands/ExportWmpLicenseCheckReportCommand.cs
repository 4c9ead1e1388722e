using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.LicenseReports;
using WildixPbx.Loading;

namespace WildixPbx.Commands;

/// <summary>Writes the licence check as a report: HTML, JSON, CSV, JUnit or Markdown, by the name of each file.</summary>
[Cmdlet(VerbsData.Export, "WmpLicenseCheckReport", SupportsShouldProcess = true)]
[OutputType(typeof(LicenseCheckStatus))]
public sealed class ExportWmpLicenseCheckReportCommand : ContextCmdlet
{
    ILicenseReportFiles? _files;
    string[] _paths = [];
    readonly JudgedInputs _inputs = new();
    readonly LostLetters _lost = new();

    [Parameter(Position = 0, Mandatory = true)]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? Status { get; set; }

    [Parameter]
    public string Title { get; set; } = "Licence check";

    [Parameter]
    [ValidateSet("EmergencyOnly", "Grace", "NotCovered", "Unknown")]
    public LicenseCheckState[] FailOn { get; set; } = [LicenseCheckState.Grace, LicenseCheckState.EmergencyOnly, LicenseCheckState.NotCovered, LicenseCheckState.Unknown];

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Topic => Status;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        if (Path.Any(string.IsNullOrWhiteSpace)) throw new ValidationException("Validation", "-Path names a file that has no name.", "Give a name to each.") { Column = nameof(Path) };
        _paths = [.. Path.Select(path => FilePaths.Of(this, path, nameof(Path))).Where(path => Questions.IsConfirmed(this, path, "Write the report of the licence check"))];
        if (_paths.Length == 0) return Task.CompletedTask;
        foreach (var path in _paths) FileNodes.Refuse(this, path);

        // What works for a while is worse than what makes calls only for emergencies: who fails on the first fails on the second.
        var failOn = FailOn.Contains(LicenseCheckState.Grace) ? [.. FailOn, LicenseCheckState.EmergencyOnly] : FailOn;
        _files = EngineHost.Engine.LicenseReports.Begin(new LicenseReportFileSettings
        {
            Paths = _paths,
            Title = Title,
            CreatedOn = DateTimeOffset.UtcNow,
            Force = Force,
            NoClobber = NoClobber,
            FailOn = failOn,
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        var status = _inputs.Read(Status!);
        _lost.LookAt(status);
        try { _files?.Add(status); }
        catch (ValidationException e) { Throw(e); } // the disk is full: no later row fits either
        if (PassThru) WriteObject(Status);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (_files is null) return;
        if (_inputs.WhyEmpty(AllowEmpty, "no report was written, and an earlier one is as it was") is { } nothing) Throw(nothing);
        if (_lost.Warning() is { } warning) WriteWarning(warning);
        try
        {
            foreach (var path in _paths) FileNodes.Refuse(this, path); // again: hours may lie between
            await _files.CompleteAsync(Stop);
        }
        catch (WildixPbxException e) { Throw(e); }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _files?.Dispose();
        base.Dispose(disposing);
    }
}
