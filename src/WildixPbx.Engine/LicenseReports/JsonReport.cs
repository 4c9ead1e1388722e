using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// JSON with the names of the properties in camel case and words for enumerations. What is not known is left out. The
/// names are stable; <c>schemaVersion</c> goes up when one changes its meaning.
/// </summary>
sealed class JsonReport(ByteRows output, string title, DateTimeOffset createdOn) : ReportFormat(output), IDisposable
{
    const int SchemaVersion = 1;

    // Letters of all languages as they are; what HTML or an old JavaScript could stumble over, escaped.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    readonly Utf8JsonWriter _json = new(output, Options);

    /// <inheritdoc/>
    public override void Begin()
    {
        _json.WriteStartObject();
        _json.WriteNumber("schemaVersion", SchemaVersion);
        _json.WriteString("title", title);
        _json.WriteString("createdOn", ReportWords.Exact(createdOn));
        _json.WriteStartArray("statuses");
    }

    /// <inheritdoc/>
    public override void Add(LicenseCheckStatus status)
    {
        _json.WriteStartObject();
        Text("customer", status.Customer);
        Text("pbx", status.Pbx);
        Text("pbxId", status.PbxId);
        Text("serial", status.Serial);
        Text("platform", status.Platform?.ToString());
        Text("model", status.Model);
        Text("licensing", status.Licensing?.ToString());
        Text("wmsVersion", status.WmsVersion?.ToString());
        Text("licenseServer", status.LicenseServer);
        Moment("lastRenewal", status.LastRenewal);
        Number("daysSince", status.DaysSince);
        Text("state", status.State.ToString());
        Number("daysLeft", status.DaysLeft);
        Moment("emergencyOn", status.EmergencyOn);
        Moment("expiresOn", status.ExpiresOn);
        Text("term", status.Term?.ToString());
        Text("action", status.Action);
        _json.WriteStartArray("findings");
        foreach (var finding in status.Findings) Finding(finding);
        _json.WriteEndArray();
        Moment("asOf", status.AsOf);
        Text("source", status.Source.ToString());
        if (status.BoxAnswer != LicenseCheckBoxAnswer.NotAsked) Box(status);
        _json.WriteEndObject();
        _json.Flush();
        Output.Write('\n'); // a line a PBX: a million-line file can be looked at
    }

    void Box(LicenseCheckStatus status)
    {
        Text("boxAnswer", status.BoxAnswer.ToString());
        Text("boxProblem", status.BoxProblem);
        Text("boxSerial", status.BoxSerial);
        Text("boxPlatform", status.BoxPlatform?.ToString());
        Text("boxLicensing", status.BoxLicensing?.ToString());
        Text("boxWmsVersion", status.BoxWmsVersion?.ToString());
        Text("boxState", status.BoxState);
        Moment("boxLastRenewal", status.BoxLastRenewal);
        _json.WriteStartArray("disagrees");
        foreach (var word in status.Disagrees) _json.WriteStringValue(word);
        _json.WriteEndArray();
        Text("disagreement", status.Disagreement.Length > 0 ? status.Disagreement : null);
    }

    /// <inheritdoc/>
    public override void End(ReportFigures figures)
    {
        _json.WriteEndArray();
        _json.WriteStartObject("summary");
        _json.WriteNumber("pbxs", figures.Total);
        _json.WriteNumber("customers", figures.Customers);
        _json.WriteNumber("needAction", figures.NeedAction);
        if (figures.BoxesAsked > 0)
        {
            _json.WriteNumber("boxesAsked", figures.BoxesAsked);
            _json.WriteNumber("boxesSilent", figures.BoxesSilent);
            _json.WriteNumber("boxesDisagree", figures.BoxesDisagree);
            _json.WriteNumber("boxesWithoutRenewal", figures.BoxesWithoutRenewal);
        }

        _json.WriteStartObject("states");
        foreach (var state in LicenseCheckUrgency.States) _json.WriteNumber(Name(state), figures.In(state));
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        Output.Write('\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    void Finding(Finding finding)
    {
        _json.WriteStartObject();
        Text("ruleId", finding.RuleId);
        Text("severity", finding.Severity.ToString());
        Text("message", CleanText.Of(finding.Message));
        _json.WriteEndObject();
    }

    void Text(string name, string? value)
    {
        if (value is not null) _json.WriteString(name, value);
    }

    void Number(string name, int? value)
    {
        if (value is { } number) _json.WriteNumber(name, number);
    }

    void Moment(string name, DateTimeOffset? value)
    {
        if (value is { } moment) _json.WriteString(name, ReportWords.Exact(moment));
    }

    static string Name(LicenseCheckState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
