using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WildixPbx.Tests;

/// <summary>A server with a certificate of its own, which answers one line to whatever it is asked.</summary>
sealed class LicenseStandIn : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly X509Certificate2 _certificate = Make();
    readonly string _trusted = Path.Combine(Path.GetTempPath(), $"wildixpbx-tests-{Guid.NewGuid():N}.pem");
    readonly Func<string> _answer;

    public LicenseStandIn(Func<string> answer)
    {
        _answer = answer;
        File.WriteAllText(_trusted, _certificate.ExportCertificatePem());
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The file with its certificate, for whoever is to trust it.</summary>
    public string Trusted => _trusted;

    /// <summary>The lines that a test in a process that trusts the certificate gives.</summary>
    public async Task<string[]> TestAsync(string rest)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only OpenSSL takes what it trusts from a variable.");
        var run = await ShellRun.OfAsync(FormattableString.Invariant($"Test-WmpLicenseServer -Server localhost -Port {Port} {rest}"), ("SSL_CERT_FILE", _trusted));
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate.Dispose();
        _stop.Dispose();
        File.Delete(_trusted);
    }

    static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(_certificate);
            using var reader = new StreamReader(tls, Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
            {
                // The head of the request; nothing in it matters.
            }

            await tls.WriteAsync(Encoding.ASCII.GetBytes(_answer()), _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not like it, or the test is over.
        }
    }
}
