using System.Globalization;
using System.Text.Json;

namespace WildixPbx.Engine.Reports;

/// <summary>Finds what differs between two objects that are written as JSON, as the trail keeps them.</summary>
static class ObjectComparison
{
    /// <summary>A tag is another one after every change, and says nothing of it.</summary>
    const string Tag = "eTag";

    /// <summary>What differs, in the order of the objects' members. What can't be read does not differ.</summary>
    public static ValueChanges Of(string before, string after)
    {
        var changes = new List<ValueChange>();
        try
        {
            using var old = JsonDocument.Parse(before);
            using var now = JsonDocument.Parse(after);
            Compare("", old.RootElement, now.RootElement, changes);
        }
        catch (JsonException)
        {
            changes.Clear();
        }

        return new ValueChanges(changes);
    }

    static void Compare(string path, JsonElement? before, JsonElement? after, List<ValueChange> changes)
    {
        if (IsObject(before) || IsObject(after))
        {
            foreach (var name in Names(before).Union(Names(after)))
                if (path.Length > 0 || name != Tag) Compare(path.Length == 0 ? Title(name) : path + "." + name, Member(before, name), Member(after, name), changes);
            return;
        }

        var none = IsCount(path) ? "0" : null;
        var (old, now) = (Text(before) ?? none, Text(after) ?? none);
        if (old != now) changes.Add(new ValueChange(path, old, now));
    }

    // A profile that is not there is one of which there are none.
    static bool IsCount(string path) => path.StartsWith("Licenses.", StringComparison.Ordinal) || path.StartsWith("RequestedLicenses.", StringComparison.Ordinal);

    static bool IsObject(JsonElement? element) => element is { ValueKind: JsonValueKind.Object };

    static IEnumerable<string> Names(JsonElement? element) => IsObject(element) ? element!.Value.EnumerateObject().Select(member => member.Name) : [];

    static JsonElement? Member(JsonElement? element, string name) => IsObject(element) && element!.Value.TryGetProperty(name, out var member) ? member : null;

    static string? Text(JsonElement? element) => element switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            ? string.Join(", ", list.EnumerateArray().Select(item => item.ToString()))
            : list.GetRawText(),
        { ValueKind: JsonValueKind.String } text when text.GetString()!.IndexOf('T') > 0 && text.TryGetDateTimeOffset(out var moment)
            => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        { } value => value.ToString(),
    };

    // As the property of the object is called that the cmdlets give.
    static string Title(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
