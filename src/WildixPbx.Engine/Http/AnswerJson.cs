using System.Text.Json;
using System.Text.Json.Serialization;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>How answers are read: as the contract writes them, save that one PBX with an odd version must not hide all others of its page.</summary>
static class AnswerJson
{
    /// <summary>The contract's options, with a version that can't be read taken for one that is not known.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(WireJson.Options);
        options.Converters.Insert(0, new KnownVersionConverter());
        return options;
    }

    sealed class KnownVersionConverter : JsonConverter<WmsVersion>
    {
        public override WmsVersion? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return WmsVersion.TryParse(reader.GetString(), out var version) ? version : null;
            throw new JsonException("A WMS version is written as text.");
        }

        public override void Write(Utf8JsonWriter writer, WmsVersion value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
