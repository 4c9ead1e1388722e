using RestSharp;
#if !NET8_0_OR_GREATER
using System.Net;
using System.Net.Sockets;
#endif

namespace WildixPbx.Engine.Http;

/// <summary>Why an attempt has no answer.</summary>
enum Failure
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>The caller does not want it any more.</summary>
    Stopped,

    /// <summary>The connection was closed by this side.</summary>
    Disconnected,

    /// <summary>Name not found, refused, no route: nothing was sent.</summary>
    Unreachable,

    /// <summary>The certificate isn't trusted: nothing was sent.</summary>
    CertificateRejected,

    /// <summary>The far end speaks no TLS, or no version of it that this side does: nothing was sent.</summary>
    TlsFailed,

    /// <summary>The proxy refuses: nothing was sent.</summary>
    ProxyRefused,

    /// <summary>No answer within the timeout.</summary>
    TimedOut,

    /// <summary>The connection broke before the answer was whole.</summary>
    Lost,

    /// <summary>What came back is no HTTP, or is not packed as it says.</summary>
    Garbled,

    /// <summary>The answer is larger than any that the portal gives.</summary>
    TooLarge,
}

/// <summary>Tells failures apart, whose signs differ from runtime to runtime.</summary>
static class Failures
{
    /// <summary>Whether the portal may have carried the request out all the same.</summary>
    public static bool MayHaveHappened(this Failure failure)
        => failure is Failure.TimedOut or Failure.Lost or Failure.Garbled or Failure.TooLarge or Failure.Disconnected or Failure.Stopped;

    /// <summary>Whether the next attempt may do better.</summary>
    public static bool IsTransient(this Failure failure) => failure is Failure.Unreachable or Failure.TimedOut or Failure.Lost;

    /// <summary>What went wrong, from what RestSharp says of it.</summary>
    public static Failure Of(ResponseStatus status, Exception? exception, bool stopped, bool disposed)
    {
        if (stopped) return Failure.Stopped;
        if (disposed) return Failure.Disconnected;
        if (status == ResponseStatus.TimedOut) return Failure.TimedOut;

        // The connect timeout is the handler's own, and shows up as a cancellation around a TimeoutException.
        if (exception is OperationCanceledException) return exception.InnerException is System.TimeoutException ? Failure.Unreachable : Failure.Lost;
        return Of(exception);
    }

    static Failure Of(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if ((OfTls(cause) ?? OfHttp(cause) ?? OfPacking(cause)) is { } known) return known;

        return Failure.Lost;
    }

    static Failure? OfTls(Exception cause) => cause switch
    {
        CertificateException => Failure.CertificateRejected,
        System.Security.Authentication.AuthenticationException => cause.GetBaseException() is CertificateException ? Failure.CertificateRejected : Failure.TlsFailed,
        _ => null,
    };

    // Brotli's reader says it in another way than gzip's.
    static Failure? OfPacking(Exception cause) => cause is InvalidDataException or (InvalidOperationException and not ObjectDisposedException) ? Failure.Garbled : null;

#if NET8_0_OR_GREATER
    static Failure? OfHttp(Exception cause) => (cause as HttpRequestException)?.HttpRequestError switch
    {
        // A handshake that breaks off is a connection error of the same kind; what was found wrong in it shows up further in.
        HttpRequestError.SecureConnectionError => FaultOfHandshake(cause) ?? Failure.Unreachable,
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => Failure.Unreachable,
        HttpRequestError.ProxyTunnelError => Failure.ProxyRefused,
        HttpRequestError.InvalidResponse => Failure.Garbled,
        HttpRequestError.ConfigurationLimitExceeded => Failure.TooLarge,
        _ => null,
    };
#else
    static Failure? OfHttp(Exception cause) => cause switch
    {
        WebException web => web.Status switch
        {
            WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure => Failure.Unreachable,
            WebExceptionStatus.TrustFailure => Failure.CertificateRejected,
            WebExceptionStatus.SecureChannelFailure => Failure.TlsFailed,
            WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.RequestProhibitedByProxy => Failure.ProxyRefused,
            WebExceptionStatus.ServerProtocolViolation => Failure.Garbled,
            WebExceptionStatus.MessageLengthLimitExceeded => Failure.TooLarge,
            _ => null,
        },
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain } => Failure.Unreachable,

        // Only the limit of the buffer is thrown with nothing below it.
        HttpRequestException { InnerException: null } => Failure.TooLarge,
        _ => null,
    };
#endif

#if NET8_0_OR_GREATER
    static Failure? FaultOfHandshake(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
            if (OfTls(cause) is { } known) return known;
        return null;
    }
#endif
}
