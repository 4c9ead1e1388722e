using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// The logins of a box. They are derived from the folder's secret, so they stay over restarts and stand in no table,
/// trail or kept answer. Their forms are those of real ones; the S2S application's names are ours.
/// </summary>
sealed record BoxLogins(string Token, string CompanyKey, string ApplicationId, string ApplicationName, string ApplicationSecret, string AdminPassword, string RootPassword)
{
    const int CompanyKeyLength = 93;
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Those of a box.</summary>
    public static BoxLogins Of(byte[] secret, string pbxId) => new(
        "access_" + Derive(secret, "token:" + pbxId, 48),
        "wsk-v1-" + Derive(secret, "company", CompanyKeyLength),
        "app-" + Derive(secret, "application:" + pbxId, 12),
        "wildixpbx-sandbox",
        Derive(secret, "application-secret:" + pbxId, 40),
        Derive(secret, "admin:" + pbxId, 20),
        Derive(secret, "root:" + pbxId, 20));

    static string Derive(byte[] secret, string purpose, int length)
    {
        var text = new StringBuilder(length);
        for (var block = 0; text.Length < length; block++)
            foreach (var value in HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(purpose + ":" + block.ToString(CultureInfo.InvariantCulture))))
                if (value < 4 * Letters.Length && text.Length < length) text.Append(Letters[value % Letters.Length]);
        return text.ToString();
    }

    /// <summary>Whether two secrets are equal, in a time that says nothing of them.</summary>
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
