using System.Globalization;
using System.Text.Json;

namespace WildixPbx.Engine.Boxes;

/// <summary>
/// An answer of a box, out of its envelope. Boxes write objects, lists with and without a total, bare arrays and texts,
/// and an empty map as an empty list; all of that is read.
/// </summary>
sealed class BoxAnswer
{
    static readonly string[] ReasonMembers = ["reason", "message", "error", "errors"];
    BoxAnswer(object? result, string? refusal) => (Value, Refusal) = (result, refusal);

    /// <summary>What was asked for: an object, a list, a text, or nothing.</summary>
    public object? Value { get; }

    /// <summary>Why the box refuses, in its words, inside an answer that says success or not; none where it does not.</summary>
    public string? Refusal { get; }

    /// <summary>The result as an object; empty where it is an empty list, which is how a box writes that.</summary>
    public IReadOnlyDictionary<string, object?> Object => Value switch
    {
        IReadOnlyDictionary<string, object?> members => members,
        null or object?[] { Length: 0 } => new Dictionary<string, object?>(),
        object?[] list => new Dictionary<string, object?> { ["records"] = list },
        var value => new Dictionary<string, object?> { ["value"] = value },
    };

    /// <summary>The result as a list of objects; none where it is nothing like one.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? Records => RecordsOf(Value);

    /// <summary>How many records there are in all, where the answer says so.</summary>
    public int? Total => Value is IReadOnlyDictionary<string, object?> members && members.TryGetValue("total", out var total)
        && int.TryParse(Convert.ToString(total, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static BoxAnswer Read(byte[] body, string? charset)
    {
        // No content is an empty result; some say success like this.
        if (Array.TrueForAll(body, static value => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return new BoxAnswer(null, null);
        var root = BoxJson.Read(body, charset);
        if (root is not IReadOnlyDictionary<string, object?> members) return new BoxAnswer(root, null);
        var type = members.TryGetValue("type", out var word) ? word as string : null;
        var isError = string.Equals(type, "error", StringComparison.OrdinalIgnoreCase);
        if (isError) return new BoxAnswer(null, ReasonOf(members) ?? "no reason given");
        return new BoxAnswer(members.TryGetValue("result", out var result) ? result : root, null);
    }

    /// <summary>What a body that is no success says of the reason; none where it says nothing that can be read.</summary>
    public static string? ReasonIn(byte[] body, string? charset)
    {
        try
        {
            return ReasonOf(BoxJson.Read(body, charset));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? ReasonOf(object? value)
    {
        switch (value)
        {
            case string text: return text.Trim() is { Length: > 0 } said ? said : null;
            case object?[] list: return Joined(list.Select(ReasonOf));
            case IReadOnlyDictionary<string, object?> members:
                foreach (var name in ReasonMembers)
                    if (members.TryGetValue(name, out var inner) && ReasonOf(inner) is { } reason) return reason;
                return null;
            default: return null;
        }
    }

    static string? Joined(IEnumerable<string?> reasons) => string.Join("; ", reasons.Where(reason => reason is not null)) is { Length: > 0 } joined ? joined : null;

    static List<IReadOnlyDictionary<string, object?>>? RecordsOf(object? value) => value switch
    {
        null => [],
        object?[] list => Array.TrueForAll(list, static item => item is IReadOnlyDictionary<string, object?>) ? [.. list.Cast<IReadOnlyDictionary<string, object?>>()] : null,
        IReadOnlyDictionary<string, object?> members when members.TryGetValue("records", out var records) => RecordsOf(records is IReadOnlyDictionary<string, object?> map ? map.Values.ToArray() : records),
        IReadOnlyDictionary<string, object?> { Count: 0 } => [],
        _ => null,
    };
}
