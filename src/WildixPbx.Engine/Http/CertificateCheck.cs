#if !NET8_0_OR_GREATER
using System.Globalization;
#endif
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WildixPbx.Engine.Http;

/// <summary>Which certificate a connection trusts: any that the machine does, one with a given fingerprint, or any at all.</summary>
/// <param name="skips">Whether any is trusted, because the user said so for this connection.</param>
/// <param name="fingerprint">The SHA-256 fingerprint of the only one that is; none for those that the machine trusts.</param>
/// <param name="tells">Whether a refusal tells the fingerprint, so that it can be compared and given.</param>
sealed class CertificateCheck(bool skips, string? fingerprint = null, bool tells = false)
{
    const int Digits = 64;

    volatile string? _seen;

    /// <summary>Whether it does otherwise than the runtime by itself.</summary>
    public bool IsOwn => skips || fingerprint is not null || tells;

    /// <summary>The fingerprint of the certificate that was shown last.</summary>
    public string? Seen => _seen;

    /// <summary>A fingerprint in the one form that is compared: capital digits without anything between them.</summary>
    /// <exception cref="ValidationException">It is no SHA-256 fingerprint (FingerprintInvalid).</exception>
    public static string Normal(string text)
    {
        var digits = text.Trim();
        if (digits.StartsWith("SHA256:", StringComparison.OrdinalIgnoreCase)) digits = digits.Substring("SHA256:".Length);
        digits = digits.Replace(":", "").Replace(" ", "").Replace("-", "").ToUpperInvariant();
        return digits.Length == Digits && digits.All(Uri.IsHexDigit) ? digits : throw new ValidationException(
            "FingerprintInvalid", $"'{text}' is no SHA-256 fingerprint of a certificate.", "Give its 64 hexadecimal digits; colons and blanks between them do no harm.") { Column = "CertificateFingerprint" };
    }

    /// <summary>Whether the certificate is trusted.</summary>
    /// <exception cref="CertificateException">It is not.</exception>
    public bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _seen = certificate is null ? null : FingerprintOf(certificate);
        if (skips) return true;
        if (fingerprint is not null)
            return _seen == fingerprint ? true : throw new CertificateException($"its fingerprint is {_seen}, and the one that was given is {fingerprint}.");
        if (errors == SslPolicyErrors.None) return true;
        var told = tells && _seen is not null ? $" Its SHA-256 fingerprint is {_seen}." : "";
        throw new CertificateException(Reasons(chain, errors) + told);
    }

    static string FingerprintOf(X509Certificate certificate)
    {
#if NET8_0_OR_GREATER
        return Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData()));
#else
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(certificate.GetRawCertData()).Select(value => value.ToString("X2", CultureInfo.InvariantCulture)));
#endif
    }

    static string Reasons(X509Chain? chain, SslPolicyErrors errors)
    {
        var inChain = string.Join(", ", (chain?.ChainStatus ?? []).Select(static status => status.Status));
        return inChain.Length == 0 ? $"{errors}." : $"{errors} ({inChain}).";
    }
}
