using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Boxes;

/// <summary>The token of one signed request: a JWT whose claims hold the hash of the request's canonical text.</summary>
public static class S2SToken
{
    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(300);

    const string Header = """{"typ":"JWT","alg":"HS256"}""";

    /// <summary>The token.</summary>
    /// <param name="application">The application's name, the issuer.</param>
    /// <param name="secret">The application's secret.</param>
    /// <param name="issuedAt">The moment of issue.</param>
    /// <param name="headers">The names of the signed headers, in the order and case in which they were signed.</param>
    /// <param name="hash">The hash of the canonical text.</param>
    public static string Create(string application, string secret, DateTimeOffset issuedAt, IEnumerable<string> headers, string hash)
    {
        var signed = Encoded(Encoding.UTF8.GetBytes(Header)) + "." + Encoded(Encoding.UTF8.GetBytes(Claims(application, issuedAt, headers, hash)));
        return signed + "." + Signature(signed, secret);
    }

    /// <summary>The text of the claims, in the order of Wildix's own client.</summary>
    public static string Claims(string application, DateTimeOffset issuedAt, IEnumerable<string> headers, string hash)
    {
        var issued = issuedAt.ToUnixTimeSeconds();
        var names = string.Join(",", headers.Select(Quoted));
        var (from, to) = (issued.ToString(CultureInfo.InvariantCulture), (issued + (long)Life.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return "{\"iss\":" + Quoted(application.Trim()) + ",\"iat\":" + from + ",\"exp\":" + to
            + ",\"sign\":{\"alg\":\"sha256\",\"headers\":[" + names + "],\"hash\":" + Quoted(hash) + "}}";
    }

    /// <summary>The signature of a token's first two parts.</summary>
    public static string Signature(string content, string secret)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret.Trim()));
        return Encoded(mac.ComputeHash(Encoding.UTF8.GetBytes(content)));
    }

    static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // Slashes stay bare and everything outside ASCII is escaped, as the library does that Wildix's client uses.
    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '"' or '\\': quoted.Append('\\').Append(letter); break;
                case '\b': quoted.Append("\\b"); break;
                case '\f': quoted.Append("\\f"); break;
                case '\n': quoted.Append("\\n"); break;
                case '\r': quoted.Append("\\r"); break;
                case '\t': quoted.Append("\\t"); break;
                case < ' ' or > '\x7f': quoted.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture)); break;
                default: quoted.Append(letter); break;
            }
        }

        return quoted.Append('"').ToString();
    }
}
