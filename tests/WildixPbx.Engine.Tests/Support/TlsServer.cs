using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WildixPbx.Tests.Support;

/// <summary>A license server as it might be met: with a certificate of its own making, without TLS, or silent.</summary>
sealed class TlsServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly X509Certificate2? _certificate;
    readonly string? _plain;

    /// <param name="certificate">What it shows; none for a server that takes connections and says <paramref name="plain"/>, or nothing.</param>
    /// <param name="plain">What it says without TLS.</param>
    public TlsServer(X509Certificate2? certificate, string? plain = null)
    {
        (_certificate, _plain) = (certificate, plain);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A certificate that nobody trusts.</summary>
    public static X509Certificate2 SelfSigned(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(from, to);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            if (_certificate is not null)
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(_certificate);
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
            else if (_plain is not null) await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(_plain), _stop.Token);
            else await Task.Delay(Timeout.Infinite, _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not like it, or the test is over.
        }
    }
}
