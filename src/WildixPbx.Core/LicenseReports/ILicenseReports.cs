namespace WildixPbx.LicenseReports;

/// <summary>Reports of the licence check: as files, by mail and to a webhook.</summary>
public interface ILicenseReports
{
    /// <summary>Begins files that the statuses are written to as they come. Nothing stands under the names wanted before the end.</summary>
    /// <exception cref="ValidationException">A path can't be written to (ReportUnwritable), or says no format (Validation).</exception>
    /// <exception cref="ConflictException">A file is there already and must not be replaced (ReportExists).</exception>
    ILicenseReportFiles Begin(LicenseReportFileSettings settings);

    /// <summary>Begins to gather statuses for mails and a webhook. Nothing is sent yet.</summary>
    /// <exception cref="ValidationException">An address, the template or the way to send makes no sense.</exception>
    ILicenseReportPost Gather(LicenseReportPostSettings settings);
}

/// <summary>Report files under way. Disposed before the end it leaves everything as it was.</summary>
public interface ILicenseReportFiles : IDisposable
{
    /// <summary>Adds a PBX to every file.</summary>
    /// <exception cref="ValidationException">The disk is full, or the file can't be written any more (ReportUnwritable).</exception>
    void Add(LicenseCheckStatus status);

    /// <summary>Completes all files and only then puts each in its place, whole.</summary>
    /// <exception cref="ValidationException">One can't be written; the message says which are in place (ReportUnwritable).</exception>
    Task CompleteAsync(CancellationToken cancellationToken);
}

/// <summary>Which files are wanted.</summary>
public sealed record LicenseReportFileSettings
{
    /// <summary>Full paths; the extension says the format: .html, .json, .csv, .xml (JUnit) or .md.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>What stands above the report.</summary>
    public required string Title { get; init; }

    /// <summary>The moment the report is made, UTC; the statuses say themselves which moment they judge.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>Replaces files that are read-only too.</summary>
    public bool Force { get; init; }

    /// <summary>Replaces no file.</summary>
    public bool NoClobber { get; init; }

    /// <summary>The states whose PBXs are failed tests in a JUnit file.</summary>
    public required IReadOnlyCollection<LicenseCheckState> FailOn { get; init; }
}
