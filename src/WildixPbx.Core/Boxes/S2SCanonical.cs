using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Boxes;

/// <summary>
/// The text that an S2S signature is made of, as Wildix's own client makes it: method, path, and headers, query and body,
/// each sorted and written <c>key:value;</c>. Nothing in it is escaped.
/// </summary>
public static class S2SCanonical
{
    /// <summary>How many digits PHP gives a float in a text.</summary>
    const int Precision = 14;

    static readonly char[] Blanks = [' ', '\t', '\n', '\r', '\0', '\v'];

    /// <summary>The text.</summary>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="path">The path as it is written, with one slash in front; neither query nor fragment.</param>
    /// <param name="headers">The headers that are signed.</param>
    /// <param name="query">The query.</param>
    /// <param name="body">The body; empty for GET and DELETE, whose bodies are not signed.</param>
    public static string Of(string method, string path, PhpMap headers, PhpMap query, PhpMap body)
        => new StringBuilder(method).Append(path).Append(Map(headers)).Append(Map(query)).Append(Map(body)).ToString();

    /// <summary>Its hash, as the token carries it: SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Hash(string canonical)
    {
#if NET8_0_OR_GREATER
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(canonical));
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(canonical));
#endif
        var text = new StringBuilder(hash.Length * 2);
        foreach (var value in hash) text.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>A value as PHP makes a text of it, untrimmed.</summary>
    internal static string Scalar(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "1" : "0",
        double number => Float(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static string Map(PhpMap map)
    {
        var lowered = new PhpMap();
        foreach (var entry in map) lowered.Set(Lower(entry.Key), entry.Value);
        lowered.Sort(static (left, right) => PhpMap.Compare(left.Key, right.Key));
        var text = new StringBuilder();
        foreach (var entry in lowered)
            text.Append(entry.Key).Append(':').Append(entry.Value is PhpMap inner ? Map(inner) : Scalar(entry.Value).Trim(Blanks)).Append(';');
        return text.ToString();
    }

    // A to Z only: what else has two cases stays as it is.
    static string Lower(string key)
    {
        var letters = key.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
            if (letters[i] is >= 'A' and <= 'Z') letters[i] = (char)(letters[i] + ('a' - 'A'));
        return new string(letters);
    }

    static string Float(double value)
    {
        if (double.IsNaN(value)) return "NAN";
        if (double.IsInfinity(value)) return value > 0 ? "INF" : "-INF";
        if (value == 0) return 1 / value < 0 ? "-0" : "0";
        var parts = value.ToString("E" + (Precision - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Split('E');
        var digits = parts[0].TrimStart('-').Replace(".", "").TrimEnd('0');
        var exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = value < 0 ? "-" : "";
        if (exponent is < -4 or >= Precision)
            return FormattableString.Invariant($"{sign}{digits[0]}.{(digits.Length > 1 ? digits.Substring(1) : "0")}E{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
        if (exponent < 0) return sign + "0." + new string('0', -exponent - 1) + digits;
        return exponent + 1 >= digits.Length
            ? sign + digits.PadRight(exponent + 1, '0')
            : sign + digits.Substring(0, exponent + 1) + "." + digits.Substring(exponent + 1);
    }
}
