namespace WildixPbx.Engine.Http;

/// <summary>What happened to an attempt without an answer, in words.</summary>
static class FailureText
{
    /// <summary>The words, with the runtime's own where they say more.</summary>
    public static string Of(Exchange exchange) => exchange.Failure switch
    {
        Failure.Stopped => "stopped",
        Failure.Disconnected => "the connection was closed here",
        Failure.TimedOut => "no answer in time",
        Failure.TooLarge => "the answer is too large",
        Failure.Garbled => exchange.Exception?.GetBaseException() is InvalidDataException or InvalidOperationException ? "the answer is not packed as it says" : "the answer is no HTTP",
        Failure.CertificateRejected => "the certificate is not trusted: " + Innermost(exchange.Exception),
        Failure.TlsFailed => "there is no TLS, or no version of it that both know: " + Innermost(exchange.Exception),
        Failure.ProxyRefused => "the proxy refuses: " + Innermost(exchange.Exception),
        Failure.Unreachable => "no connection: " + Innermost(exchange.Exception),
        _ => "connection lost: " + Innermost(exchange.Exception),
    };

    static string Innermost(Exception? exception) => exception?.GetBaseException().Message ?? "no reason given";
}
