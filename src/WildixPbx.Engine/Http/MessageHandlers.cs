using System.Net;
using System.Net.Http.Headers;
using System.Security;
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
        => new BearerHandler(settings.Token, Create(settings, redactor, new CertificateCheck(settings.SkipCertificateCheck)));

    /// <summary>A handler that follows no redirect, keeps no cookie and trusts what a check says.</summary>
    public static HttpMessageHandler Create(ConnectionSettings settings, Redactor redactor, CertificateCheck check)
        => CreateSockets(settings, ProxyOf(settings, redactor), check);

    static IWebProxy? ProxyOf(ConnectionSettings settings, Redactor redactor)
    {
        if (settings.Uri.IsLoopback) return null;
        if (settings.Proxy is null) return EnvironmentProxy.Read(settings.ProxyCredential, redactor);
        if (settings.ProxyCredential is { } login) redactor.Register(login.Password);
        return new WebProxy(settings.Proxy) { Credentials = settings.ProxyCredential };
    }

#if NET8_0_OR_GREATER
    static SocketsHttpHandler CreateSockets(ConnectionSettings settings, IWebProxy? proxy, CertificateCheck check)
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
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => check.IsTrusted(certificate, chain, errors);
        return handler;
    }
#else
    static HttpClientHandler CreateSockets(ConnectionSettings settings, IWebProxy? proxy, CertificateCheck check)
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
        if (check.IsOwn) handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => check.IsTrusted(certificate, chain, errors);
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
