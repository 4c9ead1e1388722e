using System.Globalization;
using System.Net;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// JUnit's XML, for whatever shows test results: each PBX is a test case of its customer; it fails in the states that are
/// to fail and where its box says otherwise, is an error where the box was asked and confirms nothing or a clock is wrong, and is skipped where it need not renew. The counts stand at the beginning, so the cases wait for them.
/// </summary>
sealed class JUnitReport(ByteRows output, string title, DateTimeOffset createdOn, IReadOnlyCollection<LicenseCheckState> failOn) : ReportFormat(output)
{
    const string ClockSkew = "LicenseCheckClockSkew";

    readonly ByteRows _cases = new();
    readonly TestNames _names = new();
    int _total, _failed, _silent, _skipped;

    /// <inheritdoc/>
    public override void Add(LicenseCheckStatus status)
    {
        _total++;
        var disagrees = status.Disagrees.Count > 0;
        var fails = failOn.Contains(status.State) || disagrees;
        var silent = !fails && DoubtOf(status) is not null;
        var skips = !fails && !silent && status.State == LicenseCheckState.NotApplicable;
        var customer = ClassOf(status.Customer);
        _cases.Write("    <testcase classname=\"").Write(Xml(customer)).Write("\" name=\"").Write(Xml(_names.Of(customer, status.Pbx, status.Serial))).Write("\" time=\"0\"");
        if (fails)
        {
            _failed++;
            _cases.Write(">\n      <failure type=\"").Write(status.State.ToString()).Write("\" message=\"").Write(Xml(Message(status))).Write("\">")
                .Write(Xml(Details(status))).Write("</failure>\n    </testcase>\n");
        }
        else if (silent)
        {
            _silent++;
            _cases.Write(">\n      <error type=\"").Write(DoubtOf(status)!).Write("\" message=\"").Write(Xml(ReportWords.Box(status) ?? status.Action)).Write("\">")
                .Write(Xml(Details(status))).Write("</error>\n    </testcase>\n");
        }
        else if (skips)
        {
            _skipped++;
            _cases.Write(">\n      <skipped message=\"").Write(Xml(status.Action)).Write("\" />\n    </testcase>\n");
        }
        else _cases.Write(" />\n");
    }

    /// <inheritdoc/>
    public override void End(ReportFigures figures)
    {
        var counts = string.Format(CultureInfo.InvariantCulture, "tests=\"{0}\" failures=\"{1}\" errors=\"{2}\" skipped=\"{3}\" time=\"0\"", _total, _failed, _silent, _skipped);
        var moment = createdOn.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture); // without a zone: so the schema has it
        Output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites name=\"").Write(Xml(title)).Write("\" ").Write(counts)
            .Write(">\n  <testsuite name=\"").Write(Xml(title)).Write("\" timestamp=\"").Write(moment).Write("\" ").Write(counts).Write(">\n")
            .Write(_cases).Write("  </testsuite>\n</testsuites>\n");
    }

    // Why that a PBX stands well is not to be relied on.
    static string? DoubtOf(LicenseCheckStatus status)
        => status.BoxAnswer is LicenseCheckBoxAnswer.NotTold or LicenseCheckBoxAnswer.ToldNoRenewal ? "Box" + status.BoxAnswer
            : status.Findings.Any(static finding => finding.RuleId == ClockSkew) ? ClockSkew : null;

    // A dot would begin a package in Jenkins and tear names such as "Rossi S.p.A." apart; this one only looks like it.
    static string ClassOf(string? customer) => string.IsNullOrEmpty(customer) ? "(customer not known)" : customer!.Replace('.', '\u2024');

    string Message(LicenseCheckStatus status)
        => !failOn.Contains(status.State) ? ReportWords.Box(status) + About(status)
            : status.DaysSince is { } days ? $"{ReportWords.Of(status.State)}: {ReportWords.Count(days, "day", "days")} since the last renewal"
            : status.LastRenewal is null ? $"{ReportWords.Of(status.State)}: no renewal on record" : $"{ReportWords.Of(status.State)}: the last renewal came after the moment that is judged";

    static string Details(LicenseCheckStatus status) => string.Join("\n", new[]
    {
        "Customer: " + (status.Customer ?? "not known"),
        $"PBX: {status.Pbx}{(status.Serial is { } serial ? ", serial " + serial : "")}{(status.PbxId is { } id ? ", " + id : "")}",
        "WMS version: " + (status.WmsVersion?.ToString() ?? "not known"),
        "License server: " + (status.LicenseServer ?? "not known"),
        "Last renewal: " + ReportWords.Renewal(status),
        status.EmergencyOn is { } fall ? $"Emergency calls only from: {ReportWords.Minute(fall)} UTC" : "",
        ReportWords.Box(status) is { } box ? box + About(status) : "",
        "As of: " + ReportWords.Minute(status.AsOf) + " UTC",
        status.Action,
    }.Where(static line => line.Length > 0));

    static string About(LicenseCheckStatus status) => status.Disagrees.Count > 0 ? ": " + status.Disagreement : status.BoxProblem is { } problem ? ": " + problem : "";

    static string Xml(string text) => WebUtility.HtmlEncode(text).Replace("\r", "&#13;").Replace("\n", "&#10;").Replace("\t", "&#9;");
}
