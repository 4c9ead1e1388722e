using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>
/// The rows of the page's table, as its script reads them: arrays of numbers and names, with each text that repeats
/// (customers, versions, advice) written once. About 100 bytes a PBX.
/// </summary>
sealed class PageData : IDisposable
{
    // Escapes < > & and what ends a line in JavaScript: whatever a PBX is called, it stays inside the element.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    readonly ByteRows _bytes = new();
    readonly Utf8JsonWriter _json;
    readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal) { [""] = 0 };
    readonly List<string> _order = [""];

    /// <summary>Data without any row.</summary>
    public PageData()
    {
        _json = new Utf8JsonWriter(_bytes, Options);
        _json.WriteStartObject();
        _json.WriteStartArray("rows");
    }

    /// <summary>Adds a row. The order of its values is known to the script.</summary>
    public void Add(LicenseCheckStatus status)
    {
        _json.WriteStartArray();
        _json.WriteNumberValue(Index(status.Customer));
        _json.WriteStringValue(status.Pbx);
        _json.WriteStringValue(status.Serial ?? "");
        _json.WriteNumberValue(PlaceOf(status.State));
        Minutes(status.LastRenewal);
        Number(status.DaysSince is not null && status.LastRenewal > status.AsOf ? InTheFuture : status.DaysSince);
        Number(IsFalling(status) ? status.DaysLeft : null);
        Minutes(IsFalling(status) ? status.EmergencyOn : null);
        _json.WriteNumberValue(Index(status.WmsVersion?.ToString()));
        _json.WriteNumberValue(Index(status.LicenseServer));
        _json.WriteNumberValue(Index(PlatformOf(status)));
        _json.WriteNumberValue(Index(ReportWords.Of(status.Term)));
        Number(status.ExpiresOn is { } expiry ? (expiry.Date - Epoch).Days : null);
        _json.WriteNumberValue(Index(status.Action));
        _json.WriteNumberValue(status.NeedsAction() ? 1 : 0);
        AddBox(status);
        _json.WriteEndArray();
        if (_json.BytesPending > 16 * 1024) _json.Flush();
    }

    /// <summary>Ends the data and writes them.</summary>
    public void WriteTo(ByteRows output)
    {
        _json.WriteEndArray();
        _json.WriteStartArray("strings");
        foreach (var text in _order) _json.WriteStringValue(text);
        _json.WriteEndArray();
        _json.WriteStartArray("marks");
        foreach (var mark in ReportWords.BoxMarks) _json.WriteStringValue(mark);
        _json.WriteEndArray();
        _json.WriteStartArray("states");
        foreach (var state in LicenseCheckUrgency.States)
        {
            _json.WriteStartObject();
            _json.WriteString("label", ReportWords.Of(state));
            _json.WriteString("style", ReportWords.Style(state));
            _json.WriteBoolean("renews", state is not LicenseCheckState.NotApplicable);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        output.Write(_bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    /// <summary>Platform and licensing in one.</summary>
    public static string PlatformOf(LicenseCheckStatus status)
        => string.Join(", ", new[] { status.Platform?.ToString(), ReportWords.Of(status.Licensing) }.Where(static text => text is not null));

    /// <summary>The number by which the script knows a state.</summary>
    public static int PlaceOf(LicenseCheckState state)
    {
        for (var i = 0; i < LicenseCheckUrgency.States.Count; i++)
            if (LicenseCheckUrgency.States[i] == state) return i;
        return -1;
    }

    // Of a PBX that renews, the day on which it would fall says nothing.
    static bool IsFalling(LicenseCheckStatus status) => status.State is LicenseCheckState.Grace or LicenseCheckState.EmergencyOnly;

    /// <summary>What stands for the days since a renewal that is still to come.</summary>
    const int InTheFuture = -1;

    static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    // Marks, and the licence's state in the box's own word: both only where there are any, since most boxes are not asked.
    void AddBox(LicenseCheckStatus status)
    {
        var (marks, word) = (ReportWords.MarksOf(status), status.BoxState);
        if (marks == 0 && string.IsNullOrWhiteSpace(word)) return;
        _json.WriteNumberValue(marks);
        if (!string.IsNullOrWhiteSpace(word)) _json.WriteNumberValue(Index(word));
    }

    void Minutes(DateTimeOffset? moment)
    {
        if (moment is { } value) _json.WriteNumberValue((long)Math.Floor(value.ToUnixTimeSeconds() / 60.0));
        else _json.WriteNullValue();
    }

    void Number(int? number)
    {
        if (number is { } value) _json.WriteNumberValue(value);
        else _json.WriteNullValue();
    }

    int Index(string? text)
    {
        text ??= "";
        if (_strings.TryGetValue(text, out var index)) return index;
        _strings.Add(text, index = _order.Count);
        _order.Add(text);
        return index;
    }
}
