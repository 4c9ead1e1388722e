using System.Net;
using WildixPbx.Engine.Redaction;

namespace WildixPbx.Engine.Http;

/// <summary>
/// The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY name. The runtime reads them once a process, and the
/// Framework never; a session that sets them and connects again expects them to count.
/// </summary>
sealed class EnvironmentProxy : IWebProxy
{
    readonly Uri? _https;
    readonly Uri? _http;
    readonly string[] _exceptions;

    EnvironmentProxy(Uri? https, Uri? http, string[] exceptions, ICredentials? credentials)
        => (_https, _http, _exceptions, Credentials) = (https, http, exceptions, credentials);

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>The proxy of the environment as it is now; the system's where the variables say nothing.</summary>
    public static IWebProxy? Read(NetworkCredential? login, Redactor redactor)
    {
        var all = Variable("ALL_PROXY");
        var https = Parse(Variable("HTTPS_PROXY") ?? all);

        // A web server's child gets a request's Proxy header as HTTP_PROXY, so only the lower case counts there.
        var isCgi = Environment.GetEnvironmentVariable("GATEWAY_INTERFACE") is not null;
        var http = Parse((isCgi ? Environment.GetEnvironmentVariable("http_proxy") : Variable("HTTP_PROXY")) ?? all);
        if (https is null && http is null) return SystemProxy();

        var credentials = login ?? LoginOf(https) ?? LoginOf(http);
        if (credentials is not null) redactor.Register(credentials.Password);
        var exceptions = (Variable("NO_PROXY") ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return new EnvironmentProxy(https, http, exceptions, credentials);
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Of(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host)
    {
        if (host.IsLoopback || Of(host) is null) return true;
        foreach (var exception in _exceptions)
            if (Matches(exception, host)) return true;
        return false;
    }

    Uri? Of(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    // example.com is that host, .example.com and *.example.com are those below it, * is every host; each with a port or without.
    static bool Matches(string exception, Uri host)
    {
        var colon = exception.LastIndexOf(':');
        if (colon > 0 && exception.IndexOf(':') == colon && int.TryParse(exception.Substring(colon + 1), out var port))
        {
            if (port != host.Port) return false;
            exception = exception.Substring(0, colon);
        }

        if (exception == "*") return true;
        if (exception.StartsWith("*.", StringComparison.Ordinal)) exception = exception.Substring(1);
        return exception[0] == '.'
            ? host.IdnHost.EndsWith(exception, StringComparison.OrdinalIgnoreCase) || host.IdnHost.Equals(exception.Substring(1), StringComparison.OrdinalIgnoreCase)
            : host.IdnHost.Equals(exception.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
    }

    static string? Variable(string name)
        => Environment.GetEnvironmentVariable(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower
            : Environment.GetEnvironmentVariable(name) is { Length: > 0 } upper ? upper : null;

    static Uri? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var address = text!.Contains("://") ? text : "http://" + text;
        return Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
            ? uri
            : throw new ValidationException("ProxyInvalid", "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY holds no address.", "Write it like http://proxy.example.com:3128, or give -Proxy.");
    }

    static NetworkCredential? LoginOf(Uri? proxy)
    {
        if (proxy is not { UserInfo.Length: > 0 }) return null;
        var parts = proxy.UserInfo.Split([':'], 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

#if NET8_0_OR_GREATER
    static IWebProxy SystemProxy() => HttpClient.DefaultProxy;
#else
    static IWebProxy? SystemProxy() => WebRequest.DefaultWebProxy;
#endif
}
