using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Http;

/// <summary>The body of an operation that takes none.</summary>
sealed record NoBody;

/// <summary>Reads bodies strictly, and says what is wrong in the words of whoever wrote them.</summary>
static class RequestBody
{
    static readonly JsonSerializerOptions Options = Strict();
    static readonly JsonDocumentOptions DocumentOptions = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The body, with its bytes as they came.</summary>
    public static async Task<(T Value, byte[] Bytes)> ReadAsync<T>(HttpRequest request) where T : class
    {
        var bytes = await BytesAsync(request);
        if (typeof(T) == typeof(NoBody))
            return bytes.Length == 0 ? ((T)(object)new NoBody(), bytes) : throw Refusal.Invalid("The request has a body, but this takes none.", "Leave the body out.");

        CheckMediaType(request);
        return (Parse<T>(bytes), bytes);
    }

    static async Task<byte[]> BytesAsync(HttpRequest request)
    {
        if (request.ContentLength == 0) return [];
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 256, 1 << 20));
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    static void CheckMediaType(HttpRequest request)
    {
        var isJson = Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        if (!isJson) throw Refusal.WrongType(request.ContentType);
    }

    static T Parse<T>(byte[] bytes) where T : class
    {
        var type = Options.GetTypeInfo(typeof(T));
        try
        {
            using (var document = JsonDocument.Parse(bytes, DocumentOptions)) CheckMembers(document.RootElement, type);
            return JsonSerializer.Deserialize<T>(bytes, Options)!;
        }
        catch (JsonException error)
        {
            throw Translate(error, type);
        }
    }

    static void CheckMembers(JsonElement root, JsonTypeInfo type)
    {
        if (root.ValueKind != JsonValueKind.Object) throw Refusal.Invalid("The body is no JSON object.", $"Send an object with: {Names(type)}.");
        string[] unknown = [.. root.EnumerateObject().Select(member => member.Name).Where(name => type.Properties.All(known => known.Name != name))];
        if (unknown.Length > 0) throw Refusal.Invalid($"The body has the unknown {Members(unknown)}.", $"Known are: {Names(type)}.");
        string[] missing = [.. type.Properties.Where(known => known.IsRequired && !root.TryGetProperty(known.Name, out _)).Select(known => known.Name)];
        if (missing.Length > 0) throw Refusal.Invalid($"The body lacks the required {Members(missing)}.", $"Known are: {Names(type)}.");

        // The converter would take 'yearly', and 'Cloud, Virtual' as the sum of both.
        foreach (var known in type.Properties.Where(known => known.PropertyType.IsEnum && root.TryGetProperty(known.Name, out _)))
        {
            if (root.GetProperty(known.Name) is not { ValueKind: JsonValueKind.String } word || !Enum.GetNames(known.PropertyType).Contains(word.GetString())) throw Unreadable(known.Name, known);
        }

        foreach (var member in root.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            var twice = member.Value.EnumerateObject().GroupBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null) throw Refusal.Invalid($"'{member.Name}' names '{twice.Key}' twice.", "Name each once; case makes no difference.");
        }
    }

    static PortalException Translate(JsonException error, JsonTypeInfo type)
    {
        var path = error.Path is null or "$" ? null : error.Path[(error.Path.StartsWith("$.", StringComparison.Ordinal) ? 2 : 0)..];
        var member = type.Properties.FirstOrDefault(known => path is not null && (path == known.Name || path.StartsWith(known.Name + ".", StringComparison.Ordinal) || path.StartsWith(known.Name + "[", StringComparison.Ordinal)));
        return member is null
            ? Refusal.Invalid(FormattableString.Invariant($"The body is no valid JSON at line {error.LineNumber + 1 ?? 1}, byte {error.BytePositionInLine + 1 ?? 1}: {Plain(error.Message)}"), "Send well-formed JSON in UTF-8, each member once.")
            : Unreadable(path!, member);
    }

    static PortalException Unreadable(string path, JsonPropertyInfo member)
        => Refusal.Invalid($"'{path}' has a value that can't be read.", $"'{member.Name}' takes {Accepted(member.PropertyType)}.");

    static string Accepted(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            { IsEnum: true } => "one of: " + string.Join(", ", Enum.GetNames(plain)),
            _ when plain == typeof(LicenseCounts) => "an object of profiles and whole numbers, such as {\"UC-Essential\": 30}",
            _ when plain == typeof(int) || plain == typeof(long) => "a whole number",
            _ when plain == typeof(decimal) => "a number",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(DateTimeOffset) => "a moment such as 2026-01-31T00:00:00Z",
            _ when plain == typeof(WmsVersion) => "a version such as 4.03.44693.48",
            _ => "a text",
        };
    }

    // The parser's own tail repeats path, line and position.
    static string Plain(string message) => message.Split(" Path: ")[0].Split(" LineNumber: ")[0].ReplaceLineEndings(" ");

    static string Members(string[] names) => (names.Length == 1 ? "member " : "members ") + string.Join(", ", names.Select(name => $"'{name}'"));

    static string Names(JsonTypeInfo type) => string.Join(", ", type.Properties.Select(known => known.Name));

    static JsonSerializerOptions Strict()
    {
        var options = WireJson.Configure(new JsonSerializerOptions
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = 16,
        });
        options.Converters.Add(new MomentConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    // As in a query: a moment without an offset is UTC, not this machine's time.
    sealed class MomentConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.TokenType == JsonTokenType.String && RequestQuery.TryMoment(reader.GetString()!, out var moment) ? moment : throw new JsonException("That is no moment.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
