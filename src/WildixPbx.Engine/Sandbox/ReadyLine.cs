using System.Text.Json;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>The one line that the child writes: where it listens, or why it doesn't.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Error">What is the matter in one word.</param>
/// <param name="Message">What is the matter.</param>
sealed record ReadyLine(Uri? Url, string? Error, string? Message)
{
    /// <summary>The line, if it is one; other output is not.</summary>
    public static ReadyLine? Parse(string line)
    {
        if (!line.StartsWith("{", StringComparison.Ordinal)) return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            var url = Text(json.RootElement, "url");
            var error = Text(json.RootElement, "error");
            if (error is not null) return new ReadyLine(null, error, Text(json.RootElement, "message"));

            // A token goes there, so it has to be this machine, whatever the line says.
            return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback ? new ReadyLine(uri, null, null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
