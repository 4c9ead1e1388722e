using System.Net;
using System.Net.Http.Headers;
#if NET8_0_OR_GREATER
using System.Net.Security;
#endif
using System.Security;
#if NET8_0_OR_GREATER
using System.Security.Cryptography.X509Certificates;
#endif
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>Makes the message handler of one connection. Nothing of it is shared with another one.</summary>
static class MessageHandlers
{
    /// <summary>More than any -ThrottleLimit; the Framework allows 2 unless it is told.</summary>
    const int Connections = 256;

    /// <summary>A handler that follows no redirect, keeps no cookie and puts the token on each message.</summary>
    public static HttpMessageHandler Create(PortalSettings settings, Redactor redactor)
    {
        var proxy = ProxyOf(settings, redactor);
        return new BearerHandler(settings.Token, CreateSockets(settings, proxy));
    }

    static IWebProxy? ProxyOf(PortalSettings settings, Redactor redactor)
    {
        if (settings.Uri.IsLoopback) return null;
        if (settings.Proxy is null) return EnvironmentProxy.Read(settings.ProxyCredential, redactor);
        if (settings.ProxyCredential is { } login) redactor.Register(login.Password);
        return new WebProxy(settings.Proxy) { Credentials = settings.ProxyCredential };
    }

#if NET8_0_OR_GREATER
    static SocketsHttpHandler CreateSockets(PortalSettings settings, IWebProxy? proxy)
    {
        // Below the timeout of an attempt, so that a machine that takes no connection is told from one that takes the
        // request and does not answer: only the second leaves the outcome of a change unknown.
        var connectTimeout = TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(30).Ticks, settings.Timeout.Ticks / 10 * 9));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = proxy is not null,
            Proxy = proxy,
            MaxConnectionsPerServer = Connections,
            ConnectTimeout = connectTimeout > TimeSpan.Zero ? connectTimeout : TimeSpan.FromSeconds(1),

            // A portal that moves to another address is found again without a new connection of the module.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
#pragma warning disable CA5359 // The user said -SkipCertificateCheck, for this connection only.
        handler.SslOptions.RemoteCertificateValidationCallback = settings.SkipCertificateCheck
            ? static (_, _, _, _) => true
            : static (_, _, chain, errors) => errors == SslPolicyErrors.None ? true : throw new CertificateException(Reasons(chain, errors));
#pragma warning restore CA5359
        return handler;
    }

    static string Reasons(X509Chain? chain, SslPolicyErrors errors)
    {
        var inChain = string.Join(", ", (chain?.ChainStatus ?? []).Select(static status => status.Status));
        return inChain.Length == 0 ? $"{errors}." : $"{errors} ({inChain}).";
    }
#else
    static HttpClientHandler CreateSockets(PortalSettings settings, IWebProxy? proxy)
    {
        ServicePointManager.FindServicePoint(settings.Uri).ConnectionLimit = Connections;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseProxy = proxy is not null,
            Proxy = proxy,
            MaxConnectionsPerServer = Connections,
        };
#pragma warning disable CA5359 // The user said -SkipCertificateCheck, for this connection only.
        if (settings.SkipCertificateCheck) handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        return handler;
    }
#endif

    /// <summary>
    /// Puts the token on each message, below RestSharp: there it is in no list of parameters and in no default header,
    /// and it is plain only while the message lives.
    /// </summary>
    sealed class BearerHandler(SecureString token, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        readonly SecureString _token = token.Copy();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecureText.Plain(_token));
            return base.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing) _token.Dispose();
        }
    }
}
