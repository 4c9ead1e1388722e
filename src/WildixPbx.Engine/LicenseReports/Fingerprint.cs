using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>SHA-256 of a text, on both frameworks.</summary>
static class Fingerprint
{
    /// <summary>The hash of the text as UTF-8, in base 64.</summary>
    public static string Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NET8_0_OR_GREATER
        return Convert.ToBase64String(SHA256.HashData(bytes));
#else
        using var algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(bytes));
#endif
    }
}
