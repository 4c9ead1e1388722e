using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WildixPbx.Engine.Boxes;

/// <summary>
/// Reads a box's JSON leniently where nothing is lost by it (a byte order mark, an encoding of old), and refuses what can't
/// be read for certain or would take more memory than any answer is worth.
/// </summary>
static class BoxJson
{
    /// <summary>How many values an answer may hold: 64 MB of empty lists would be 20 million, and a gigabyte of objects.</summary>
    const int LargestValues = 4_000_000;

    static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip };
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a text as maps, arrays, texts, numbers, flags and nulls.</summary>
    /// <param name="body">The text as it came.</param>
    /// <param name="charset">The encoding that the answer names. Believed only where the text is no UTF-8, as JSON has to be.</param>
    /// <exception cref="JsonException">It is no JSON, or too much of it.</exception>
    public static object? Read(byte[] body, string? charset)
    {
        var text = Utf8(body, charset);
        if (text.Span.Length > LargestValues && Values(text.Span) > LargestValues) throw new JsonException("The answer holds more values than any PBX has.");
        using var document = JsonDocument.Parse(text, Options);
        try
        {
            return ValueOf(document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            // Half a character in an escape.
            throw new JsonException("The answer holds a text that is none.", exception);
        }
    }

    static ReadOnlyMemory<byte> Utf8(byte[] body, string? charset)
    {
        var start = body.Length >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF ? 3 : 0;
        try
        {
            _ = Strict.GetCharCount(body, start, body.Length - start);
            return body.AsMemory(start);
        }
        catch (DecoderFallbackException exception)
        {
            return EncodingOf(charset) is { } encoding ? Encoding.UTF8.GetBytes(encoding.GetString(body)) : throw new JsonException("The answer is no UTF-8.", exception);
        }
    }

    static Encoding? EncodingOf(string? charset)
    {
        try
        {
            return charset is null ? null : Encoding.GetEncoding(charset.Trim('"', ' ')) is { CodePage: not 65001 } other ? other : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Those in texts count too, which does no harm at this size.
    static int Values(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var value in text)
            if (value is (byte)',' or (byte)'[' or (byte)'{') count++;
        return count;
    }

    static object? ValueOf(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
                foreach (var member in element.EnumerateObject()) members[member.Name] = ValueOf(member.Value);
                return members;
            case JsonValueKind.Array: return element.EnumerateArray().Select(ValueOf).ToArray();
            case JsonValueKind.String: return element.GetString();
            case JsonValueKind.Number: return NumberOf(element);
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            default: return null;
        }
    }

    // An id that is longer than a number can be stays what it is.
    static object NumberOf(JsonElement element)
    {
        if (element.TryGetInt64(out var whole)) return whole;
        var text = element.GetRawText();
        return text.IndexOfAny(['.', 'e', 'E']) >= 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsInfinity(number) ? number : text;
    }
}
