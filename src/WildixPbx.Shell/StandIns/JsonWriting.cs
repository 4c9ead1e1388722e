using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WildixPbx.Shell.StandIns;

/// <summary>Objects as JSON: dictionaries and properties as objects, lists as arrays, what lies deeper than asked as text.</summary>
sealed class JsonWriting(int depth, bool enumsAsStrings)
{
    /// <summary>Whether something was written as text because it lay too deep.</summary>
    public bool IsCut { get; private set; }

    public string Text(object? value, bool compress) => Node(value, 0)?.ToJsonString(new JsonSerializerOptions
    {
        WriteIndented = !compress,
        // The text goes into files and requests, not into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }) ?? "null";

    JsonNode? Node(object? value, int level)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (Scalar(plain, out var scalar))
            return scalar;

        if (level > depth)
        {
            IsCut = true;
            return JsonValue.Create(PSObject.AsPSObject(value!).ToString());
        }

        return plain switch
        {
            IDictionary table => Object(table.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString()!, entry.Value)), level),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(item => Node(item, level + 1))]),
            _ => Object(Properties(PSObject.AsPSObject(value!)), level),
        };
    }

    JsonObject Object(IEnumerable<(string Name, object? Value)> members, int level)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
            result[name] = Node(value, level + 1);
        return result;
    }

    bool Scalar(object? value, out JsonNode? node)
    {
        node = value switch
        {
            null or DBNull => null,
            string text => JsonValue.Create(text),
            bool truth => JsonValue.Create(truth),
            Enum word when enumsAsStrings => JsonValue.Create(word.ToString()),
            Enum word => JsonValue.Create(Convert.ToInt64(word, CultureInfo.InvariantCulture)),
            DateTime time => JsonValue.Create(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)),
            DateTimeOffset time => JsonValue.Create(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)),
            char or Guid or Uri or Version or SwitchParameter => value is SwitchParameter given ? JsonValue.Create(given.IsPresent) : JsonValue.Create(value.ToString()),
            double or float when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)) => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
            _ when value.GetType().IsPrimitive || value is decimal => JsonSerializer.SerializeToNode(value, value.GetType()),
            _ => null,
        };
        return node is not null || value is null or DBNull;
    }

    static IEnumerable<(string Name, object? Value)> Properties(PSObject item)
        => item.Properties.Where(property => property.IsGettable).Select(property => (property.Name, Read(property)));

    // One property that fails to compute must not cost the whole text.
    static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
