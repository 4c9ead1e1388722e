using WildixPbx.Engine.LicenseReports.Html;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>Several files of one report, each in the format that its name says.</summary>
sealed class ReportFiles : ILicenseReportFiles
{
    const string Formats = ".html, .json, .csv, .xml (JUnit) or .md";

    readonly List<(ReportFile File, ReportFormat Format)> _reports = [];
    readonly ReportFigures _figures = new();
    readonly bool _isOneOfSeveral;

    /// <summary>Begins all files, or none.</summary>
    public ReportFiles(LicenseReportFileSettings settings)
    {
        Check(settings.Paths);
        _isOneOfSeveral = settings.Paths.Count > 1;
        try
        {
            foreach (var path in settings.Paths)
            {
                Try(path, () =>
                {
                    var file = ReportFile.Begin(path, settings.Force, settings.NoClobber);
                    _reports.Add((file, FormatOf(path, file.Output, settings)));
                    _reports[_reports.Count - 1].Format.Begin();
                });
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Add(LicenseCheckStatus status)
    {
        var clean = CleanText.Of(status);
        _figures.Add(clean);
        foreach (var (file, format) in _reports)
        {
            try
            {
                format.Add(clean);
            }
            catch (Exception exception) when (IsOfDisk(exception))
            {
                throw Unwritable(file.Path, exception);
            }
        }
    }

    /// <inheritdoc/>
    public Task CompleteAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (var (file, format) in _reports)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Try(file.Path, () =>
                {
                    format.End(_figures);
                    file.Complete();
                });
            }

            cancellationToken.ThrowIfCancellationRequested(); // from here on all or, where the disk forbids it, those that are named
            foreach (var (file, _) in _reports) Try(file.Path, file.Place);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (file, format) in _reports)
        {
            (format as IDisposable)?.Dispose();
            file.Dispose();
        }
    }

    static ReportFormat FormatOf(string path, ByteRows output, LicenseReportFileSettings settings)
    {
        var title = NameText.Line(CleanText.Of(settings.Title));
        return Extension(path) switch
        {
            ".HTML" or ".HTM" => new HtmlReport(output, title, settings.CreatedOn),
            ".JSON" => new JsonReport(output, title, settings.CreatedOn),
            ".CSV" => new CsvReport(output),
            ".XML" => new JUnitReport(output, title, settings.CreatedOn, settings.FailOn),
            _ => new MarkdownReport(output, title),
        };
    }

    static void Check(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (Extension(path) is ".HTML" or ".HTM" or ".JSON" or ".CSV" or ".XML" or ".MD") continue;
            throw new ValidationException("Validation", $"The name '{path}' does not say a format of the report.", $"End each path in {Formats}.") { Column = "Path" };
        }

        if (paths.GroupBy(static path => path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new ValidationException("Validation", $"The path '{twice.Key}' is given twice.", "Give each path once.") { Column = "Path" };
    }

    static string Extension(string path)
    {
        try
        {
            return Path.GetExtension(path).ToUpperInvariant();
        }
        catch (ArgumentException)
        {
            return ""; // characters that no path has, on the Framework
        }
    }

    void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Unwritable(path, exception);
        }
    }

    static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    ValidationException Unwritable(string path, Exception exception)
    {
        var inPlace = _reports.Where(static report => report.File.IsInPlace).Select(static report => report.File.Path).ToArray();
        var others = inPlace.Length > 0 ? $" In place are {string.Join(", ", inPlace)}." : _isOneOfSeveral ? " None of the files was put in its place." : "";
        return new ValidationException(
            "ReportUnwritable",
            $"The report {path} can't be written: {exception.Message.TrimEnd('.')}. What was there before is as it was.{others}",
            "Give a path in a folder that exists, that you may write to, and that has room.",
            exception)
        { Column = "Path" };
    }
}
