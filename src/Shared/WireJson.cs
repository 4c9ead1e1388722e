using System.Text.Json;
using System.Text.Json.Serialization;

namespace WildixPbx.Portal;

/// <summary>
/// How the contract's objects are written as JSON. Compiled into both ends, which share no assembly with packages:
/// Core has none, and the engine's lives in a load context of its own.
/// </summary>
static class WireJson
{
    /// <summary>Camel case, enums as words, strict numbers, nulls left out.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>The same for options that somebody else made, such as those of the web server.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new WmsVersionConverter());
        return options;
    }

    sealed class WmsVersionConverter : JsonConverter<WmsVersion>
    {
        public override WmsVersion? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => WmsVersion.TryParse(reader.GetString(), out var version) ? version : throw new JsonException("That is no WMS version. Written like 4.03.44693.48.");

        public override void Write(Utf8JsonWriter writer, WmsVersion value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
