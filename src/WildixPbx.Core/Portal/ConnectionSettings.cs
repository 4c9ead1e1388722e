using System.Net;

namespace WildixPbx.Portal;

/// <summary>What connections to portals and to boxes have in common.</summary>
public abstract record ConnectionSettings
{
    /// <summary>The address, without the base path.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Sends secrets over plain http to another machine.</summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>Takes any certificate; for lab machines.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The proxy; none for that of HTTPS_PROXY and NO_PROXY. Loopback is never proxied.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The proxy's login.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a call is repeated at most.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait that a Retry-After may ask for; a longer one is an error at once.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A file that each call is written to as a line of JSON.</summary>
    public string? LogPath { get; init; }

    /// <summary>The address alone: a secret is in nobody's interest here.</summary>
    public sealed override string ToString() => Uri.ToString();
}
