using System.Globalization;
using System.Text;

namespace WildixPbx.Boxes;

/// <summary>Queries and forms as PHP writes and reads them: <c>filter[email][0]=a</c>.</summary>
public static class PhpQuery
{
    /// <summary>The text of a map. What has no value (null, an empty map) does not appear, as in PHP.</summary>
    public static string Write(PhpMap map)
    {
        var text = new StringBuilder();
        Write(text, map, null);
        return text.ToString();
    }

    /// <summary>The map of a text: the last of several equal names wins, and a dot or blank in a name becomes <c>_</c>.</summary>
    public static PhpMap Parse(string text)
    {
        var map = new PhpMap();
        foreach (var part in text.TrimStart('?').Split('&'))
        {
            if (part.Length == 0) continue;
            var equals = part.IndexOf('=');
            var name = Decode(equals < 0 ? part : part.Substring(0, equals));
            Put(map, name, equals < 0 ? "" : Decode(part.Substring(equals + 1)));
        }

        return map;
    }

    static void Write(StringBuilder text, PhpMap map, string? prefix)
    {
        foreach (var entry in map)
        {
            var name = prefix is null ? entry.Key : $"{prefix}[{entry.Key}]";
            switch (entry.Value)
            {
                case null:
                    break;
                case PhpMap inner:
                    Write(text, inner, name);
                    break;
                default:
                    if (text.Length > 0) text.Append('&');
                    text.Append(Encode(name)).Append('=').Append(Encode(S2SCanonical.Scalar(entry.Value)));
                    break;
            }
        }
    }

    // PHP trims nothing here; the canonical form's trimming comes later.
    static void Put(PhpMap map, string name, string value)
    {
        name = name.TrimStart(' ');
        var bracket = name.IndexOf('[');
        var root = (bracket < 0 ? name : name.Substring(0, bracket)).Replace('.', '_').Replace(' ', '_');
        if (root.Length == 0) return;
        var keys = new List<string>();
        for (var at = bracket; at >= 0 && at < name.Length && name[at] == '[';)
        {
            var end = name.IndexOf(']', at);
            if (end < 0)
            {
                // A bracket that is never closed is a letter, and becomes a _ like a dot.
                if (keys.Count == 0) root = root + "_" + name.Substring(at + 1).Replace('.', '_').Replace(' ', '_');
                break;
            }

            keys.Add(name.Substring(at + 1, end - at - 1));
            at = end + 1;
        }

        var target = map;
        var key = root;
        foreach (var next in keys)
        {
            target = Inner(target, key);
            key = next;
        }

        if (key.Length == 0 && keys.Count > 0) target.Append(value);
        else target.Set(key, value);
    }

    static PhpMap Inner(PhpMap map, string key)
    {
        if (key.Length == 0)
        {
            var appended = new PhpMap();
            map.Append(appended);
            return appended;
        }

        if (map.Get(key) is PhpMap there) return there;
        var inner = new PhpMap();
        map.Set(key, inner);
        return inner;
    }

    static string Decode(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.Substring(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else if (text[i] == '+') bytes.Add((byte)' ');
            else
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var letter = (char)value;
            if (letter == ' ') encoded.Append('+');
            else if (letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.') encoded.Append(letter);
            else encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
