using System.Text.Json;
using WildixPbx.Boxes;

namespace WildixPbx.Engine.Boxes;

/// <summary>A file of other names for what boxes answer: <c>{ "version": ["release", "sw.version"] }</c>.</summary>
static class BoxFieldFile
{
    static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads it.</summary>
    /// <exception cref="ValidationException">It can't be read, or names what there is not (FieldMapInvalid).</exception>
    public static BoxFields Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw Invalid(path, "is no JSON object", null);
            return BoxFields.With([.. document.RootElement.EnumerateObject().Select(member => new KeyValuePair<string, string[]>(member.Name, Names(member.Value)))]);
        }
        catch (JsonException exception)
        {
            throw Invalid(path, $"can't be read at line {exception.LineNumber + 1}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Invalid(path, "has a name that is no text", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Invalid(path, $"can't be read: {exception.Message}", exception);
        }
    }

    static string[] Names(JsonElement value)
        => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")] : [value.GetString() ?? ""];

    static ValidationException Invalid(string path, string why, Exception? inner) => new(
        "FieldMapInvalid", $"The field map {path} {why}.", """Write it like { "version": ["release", "sw.version"] }.""", inner);
}
