using WildixPbx.Engine.LicenseReports.Post;
using WildixPbx.Engine.Redaction;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>Where reports of the licence check are made.</summary>
sealed class LicenseReportDesk(Redactor redactor) : ILicenseReports
{
    /// <inheritdoc/>
    public ILicenseReportFiles Begin(LicenseReportFileSettings settings) => new ReportFiles(settings);

    /// <inheritdoc/>
    public ILicenseReportPost Gather(LicenseReportPostSettings settings) => new ReportPost(settings, redactor);
}
