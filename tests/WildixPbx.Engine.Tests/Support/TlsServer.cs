using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace WildixPbx.Tests.Support;

/// <summary>A license server as it might be met: with a certificate of its own making, without TLS, or silent.</summary>
/// <param name="certificate">What it shows; none for a server that takes connections and says <paramref name="plain"/>, or nothing.</param>
/// <param name="plain">What it says without TLS.</param>
sealed class TlsServer(X509Certificate2? certificate, string? plain = null) : LoopbackServer
{
    /// <inheritdoc/>
    protected override async Task ServeAsync(NetworkStream stream, CancellationToken stop)
    {
        if (certificate is not null)
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await Task.Delay(Timeout.Infinite, stop);
        }
        else if (plain is not null) await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(plain), stop);
        else await Task.Delay(Timeout.Infinite, stop);
    }

    /// <inheritdoc/>
    protected override void Clear() => certificate?.Dispose();
}
