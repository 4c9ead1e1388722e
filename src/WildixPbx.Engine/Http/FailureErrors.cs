using System.Globalization;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>Makes the exception of a call that has no answer, of a portal or of a box.</summary>
sealed class FailureErrors(ConnectionSettings settings, Redactor redactor, FarEnd farEnd)
{
    readonly string _farEnd = settings.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The error of a call whose last attempt has no answer.</summary>
    public WildixPbxException Of(Exchange exchange)
    {
        var cause = redactor.Safe(exchange.Exception);
        var what = FailureText.Of(exchange);
        return exchange.Failure switch
        {
            Failure.Disconnected => Disconnected(exchange),
            Failure.TimedOut => new TimeoutException(
                "Timeout",
                Text($"{exchange.Subject}: {_farEnd} did not answer within {Seconds(settings.Timeout)}{Attempts(exchange)}."),
                $"Try again later, or {farEnd.Longer}.",
                cause),
            Failure.Garbled or Failure.TooLarge => new TransportException(
                "UnexpectedAnswer",
                Text($"{exchange.Subject}: {_farEnd} sent something that is no answer of a {farEnd.Noun}: {what}."),
                farEnd.Check + ": another server may answer there, or a proxy in between.",
                cause),
            Failure.CertificateRejected => new TransportException(
                "CertificateRejected",
                Text($"{exchange.Subject}: nothing was sent to {_farEnd}: {what}"),
                farEnd.Trust,
                cause),
            Failure.TlsFailed => new TransportException(
                "TlsFailed",
                Text($"{exchange.Subject}: nothing was sent to {_farEnd}: {what}"),
                "Check the address and its port, and whether it is one for https or for http.",
                cause),
            Failure.ProxyRefused => new TransportException(
                "ProxyRefused",
                Text($"{exchange.Subject}: the proxy does not let the request to {_farEnd} through: {what}"),
                "Check -Proxy and -ProxyCredential, or HTTPS_PROXY; NO_PROXY names what goes without.",
                cause),
            Failure.Lost => new TransportException(
                "ConnectionLost",
                Text($"{exchange.Subject}: {_farEnd} broke off{Attempts(exchange)}: {what}"),
                $"Try again later. If it stays so, ask whoever runs the {farEnd.Noun}.",
                cause),
            _ => new TransportException(
                farEnd.Unreachable,
                Text($"{exchange.Subject}: {_farEnd} can't be reached{Attempts(exchange)}: {what}"),
                $"Check the address, the network and the proxy, and whether the {farEnd.Noun} runs.",
                cause),
        };
    }

    /// <summary>The error of a call over a connection that was closed.</summary>
    public WildixPbxException Disconnected(Exchange exchange) => new TransportException(
        "Disconnected", Text($"{exchange.Subject}: the connection to {_farEnd} is closed."), "Connect again with Connect-Wmp.");

    /// <summary>How many attempts there were, where there were several.</summary>
    public static string Attempts(Exchange exchange)
        => exchange.Attempt == 1 ? "" : string.Format(CultureInfo.InvariantCulture, ", after {0} attempts", exchange.Attempt);

    /// <summary>A time in seconds, as messages say it.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    string Text(string text) => redactor.Redact(text);
}
