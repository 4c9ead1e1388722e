using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Engine.Ssh;

/// <summary>One line of a known_hosts file that holds a key.</summary>
/// <param name="Names">Its first field: names, patterns, or one hashed name.</param>
/// <param name="Key">The key.</param>
sealed record KnownHostLine(string Names, PbxHostKey Key)
{
    const string Revoked = "@revoked";

    /// <summary>Reads a line; none for a comment, an authority's key, or anything that is no key.</summary>
    public static KnownHostLine? Parse(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0][0] == '#') return null;
        var isMarked = words[0][0] == '@';
        if (isMarked && words[0] != Revoked) return null; // keys of authorities are trusted by nobody here
        var at = isMarked ? 1 : 0;
        if (words.Length < at + 3 || BlobOf(words[at + 2]) is not { } blob || TypeOf(blob) != words[at + 1]) return null;
        var (host, port) = HostNames.Split(words[at]);
        return new KnownHostLine(words[at], KeyOf(host, port, blob) with { IsRevoked = isMarked });
    }

    /// <summary>The line of a key.</summary>
    public static string Of(PbxHostKey key) => $"{HostNames.NameOf(key.HostName, key.Port)} {key.KeyType} {key.PublicKey}";

    /// <summary>A key, of its bytes as they go over the wire.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static PbxHostKey KeyOf(string host, int port, byte[] blob)
        => new()
        {
            HostName = host,
            Port = port,
            KeyType = TypeOf(blob) ?? throw new FormatException("The bytes are no public key."),
            Fingerprint = "SHA256:" + Convert.ToBase64String(HashOf(blob)).TrimEnd('='),
            PublicKey = Convert.ToBase64String(blob),
        };

    static byte[] HashOf(byte[] blob)
    {
#if NET8_0_OR_GREATER
        return SHA256.HashData(blob);
#else
        using var hash = SHA256.Create();
        return hash.ComputeHash(blob);
#endif
    }

    static byte[]? BlobOf(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // A key begins with its kind, as a length of four bytes and text.
    static string? TypeOf(byte[] blob)
    {
        const int LongestType = 64;
        if (blob.Length < 4) return null;
        var length = (blob[0] << 24) | (blob[1] << 16) | (blob[2] << 8) | blob[3];
        return length is > 0 and <= LongestType && blob.Length > 4 + length ? Encoding.ASCII.GetString(blob, 4, length) : null;
    }
}
