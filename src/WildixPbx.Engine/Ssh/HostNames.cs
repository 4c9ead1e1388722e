using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace WildixPbx.Engine.Ssh;

/// <summary>How known_hosts names boxes: <c>host</c> on port 22, <c>[host]:port</c> elsewhere, patterns, and names that are hashed.</summary>
static class HostNames
{
    const string HashMark = "|1|";
    const int DefaultPort = 22;

    /// <summary>The name under which the file has a box.</summary>
    public static string NameOf(string host, int port)
    {
        var name = host.Trim().TrimEnd('.').ToLowerInvariant();
        return port == DefaultPort ? name : FormattableString.Invariant($"[{name}]:{port}");
    }

    /// <summary>Host and port of a name as it stands in the file; a hashed one or a pattern stays as it is, on port 22.</summary>
    public static (string Host, int Port) Split(string name)
    {
        var end = name.LastIndexOf("]:", StringComparison.Ordinal);
        return name.StartsWith("[", StringComparison.Ordinal) && end > 0
            && int.TryParse(name.Substring(end + 2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port)
            ? (name.Substring(1, end - 1), port)
            : (name, DefaultPort);
    }

    /// <summary>Whether the first field of a line is about a box. A pattern that is negated rules it out, wherever it stands.</summary>
    public static bool Covers(string field, string name)
    {
        if (field.StartsWith(HashMark, StringComparison.Ordinal)) return IsHashOf(field, name);
        var covers = false;
        foreach (var part in field.Split(','))
        {
            var isNegated = part.StartsWith("!", StringComparison.Ordinal);
            if (!Fits(isNegated ? part.Substring(1) : part, name)) continue;
            if (isNegated) return false;
            covers = true;
        }

        return covers;
    }

    /// <summary>Whether the field names this box and no other, so that the line can go with it.</summary>
    public static bool IsOnly(string field, string name) => Covers(field, name) && field.IndexOfAny([',', '*', '?', '!']) < 0;

    static bool Fits(string pattern, string name)
    {
        pattern = pattern.ToLowerInvariant();
        if (pattern.IndexOfAny(['*', '?']) < 0) return pattern == name;
        var expression = "\\A" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "\\z";
        return Regex.IsMatch(name, expression, RegexOptions.CultureInvariant);
    }

    static bool IsHashOf(string field, string name)
    {
        var parts = field.Substring(HashMark.Length).Split('|');
        if (parts.Length != 2) return false;
        try
        {
            // The format's own choice; nothing else depends on it.
#pragma warning disable CA5350
            using var hash = new HMACSHA1(Convert.FromBase64String(parts[0]));
#pragma warning restore CA5350
            return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(name))) == parts[1];
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
