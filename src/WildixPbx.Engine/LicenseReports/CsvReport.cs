using System.Globalization;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// A CSV as RFC 4180 has it, with the names of the properties as columns. It begins with the mark of UTF-8, without which
/// spreadsheets take the bytes for another encoding; Import-Csv and others skip it.
/// </summary>
sealed class CsvReport(ByteRows output) : ReportFormat(output)
{
    const string ByteOrderMark = "\uFEFF";

    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "Customer", "Pbx", "PbxId", "Serial", "Platform", "Model", "Licensing", "WmsVersion", "LicenseServer", "LastRenewal", "DaysSince",
        "State", "DaysLeft", "EmergencyOn", "ExpiresOn", "Term", "Action", "Findings", "AsOf", "Source",
        "BoxAnswer", "BoxProblem", "BoxSerial", "BoxPlatform", "BoxLicensing", "BoxWmsVersion", "BoxState", "BoxLastRenewal", "Disagrees", "Disagreement",
    ];

    /// <inheritdoc/>
    public override void Begin() => Output.Write(ByteOrderMark).Write(string.Join(",", Columns)).Write("\r\n");

    /// <inheritdoc/>
    public override void Add(LicenseCheckStatus status)
    {
        Cell(status.Customer);
        Cell(status.Pbx);
        Cell(status.PbxId);
        Cell(status.Serial);
        Word(status.Platform?.ToString());
        Cell(status.Model);
        Word(status.Licensing?.ToString());
        Cell(status.WmsVersion?.ToString());
        Cell(status.LicenseServer);
        Moment(status.LastRenewal);
        Number(status.DaysSince);
        Word(status.State.ToString());
        Number(status.DaysLeft);
        Moment(status.EmergencyOn);
        Moment(status.ExpiresOn);
        Word(status.Term?.ToString());
        Cell(status.Action);
        Cell(string.Join("; ", status.Findings.Select(static finding => finding.RuleId)));
        Moment(status.AsOf);
        Word(status.Source.ToString());
        if (status.BoxAnswer == LicenseCheckBoxAnswer.NotAsked) Output.Write(",,,,,,,,,\r\n");
        else AddBox(status);
    }

    void AddBox(LicenseCheckStatus status)
    {
        Word(status.BoxAnswer.ToString());
        Cell(status.BoxProblem);
        Cell(status.BoxSerial);
        Word(status.BoxPlatform?.ToString());
        Word(status.BoxLicensing?.ToString());
        Cell(status.BoxWmsVersion?.ToString());
        Cell(status.BoxState);
        Moment(status.BoxLastRenewal);
        Cell(string.Join("; ", status.Disagrees));
        Cell(status.Disagreement, isLast: true);
        Output.Write("\r\n");
    }

    void Word(string? text) => Output.Write(text).Write(',');

    void Number(int? number) => Output.Write(number?.ToString(CultureInfo.InvariantCulture)).Write(',');

    void Moment(DateTimeOffset? moment) => Output.Write(moment is { } value ? ReportWords.Exact(value) : null).Write(',');

    void Cell(string? text, bool isLast = false)
    {
        if (!string.IsNullOrEmpty(text))
        {
            var value = Harmless(text!);
            if (value.IndexOfAny(['"', ',', '\r', '\n']) < 0) Output.Write(value);
            else Output.Write('"').Write(value.Replace("\"", "\"\"")).Write('"');
        }

        if (!isLast) Output.Write(',');
    }

    /// <summary>A cell that no spreadsheet takes for a formula: an apostrophe goes before what may begin one.</summary>
    public static string Harmless(string text)
        => text.TrimStart(' ', '\u00A0', '\u3000') is { Length: > 0 } begun && begun[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' ? "'" + text : text;
}
