using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WildixPbx.Tests;

/// <summary>Certificates of their own making, which nobody trusts unless told to.</summary>
static class SelfSigned
{
    /// <summary>A certificate with its key, valid for a time.</summary>
    /// <param name="names">Host names or addresses; the first is its subject.</param>
    /// <param name="from">The first moment at which it is valid.</param>
    /// <param name="to">The last one.</param>
    public static X509Certificate2 For(DateTimeOffset from, DateTimeOffset to, params string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + names[0], key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        using var made = request.CreateSelfSigned(from, to);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable); // with a key that Windows serves with
    }

    /// <summary>A certificate of this machine, valid today.</summary>
    public static X509Certificate2 OfLocalhost() => For(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), "localhost", "127.0.0.1");
}
