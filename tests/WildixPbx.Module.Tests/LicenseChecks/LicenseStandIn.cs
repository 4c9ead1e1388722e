using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WildixPbx.Tests;

/// <summary>A server with a certificate of its own, which answers one line to whatever it is asked.</summary>
sealed class LicenseStandIn : LoopbackServer
{
    readonly X509Certificate2 _certificate = SelfSigned.OfLocalhost();
    readonly Func<string> _answer;

    public LicenseStandIn(Func<string> answer)
    {
        _answer = answer;
        File.WriteAllText(Trusted, _certificate.ExportCertificatePem());
    }

    /// <summary>The file with its certificate, for whoever is to trust it.</summary>
    public string Trusted { get; } = Path.Combine(Path.GetTempPath(), $"wildixpbx-tests-{Guid.NewGuid():N}.pem");

    /// <summary>The lines that a test in a process that trusts the certificate gives.</summary>
    public async Task<string[]> TestAsync(string rest)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only OpenSSL takes what it trusts from a variable.");
        var run = await ShellRun.OfAsync(FormattableString.Invariant($"Test-WmpLicenseServer -Server localhost -Port {Port} {rest}"), ("SSL_CERT_FILE", Trusted));
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <inheritdoc/>
    protected override async Task ServeAsync(NetworkStream stream, CancellationToken stop)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(_certificate);
        using var reader = new StreamReader(tls, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(stop) is { Length: > 0 })
        {
            // The head of the request; nothing in it matters.
        }

        await tls.WriteAsync(Encoding.ASCII.GetBytes(_answer()), stop);
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        _certificate.Dispose();
        File.Delete(Trusted);
    }
}
