using System.Globalization;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>Makes the exception of a call that came to no success. Nothing leaves here that the redactor has not seen.</summary>
sealed partial class CallErrors(PortalSettings settings, Redactor redactor)
{
    readonly string _portal = settings.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The error of a call that ended without a success.</summary>
    public WildixPbxException Of(Exchange exchange)
    {
        // A change is unknown once any attempt may have been carried out, unless the last answer settles it.
        if (exchange.IsChange && exchange.MayHaveHappened && !Answers.Settles(exchange))
            return Unknown(exchange, exchange.Failure == Failure.None ? OfAnswer(exchange) : null);
        return exchange.Failure == Failure.None ? OfAnswer(exchange) : OfFailure(exchange);
    }

    /// <summary>The error of a success whose body can't be read.</summary>
    public WildixPbxException Unreadable(Exchange exchange, Exception exception)
    {
        var unexpected = Unexpected(exchange, redactor.Safe(exception));
        return exchange.IsChange ? Unknown(exchange, unexpected) : unexpected;
    }

    /// <summary>The error of a call over a connection that was closed.</summary>
    public WildixPbxException Disconnected(Exchange exchange) => new TransportException(
        "Disconnected", Text($"{exchange.Subject}: the connection to {_portal} is closed."), "Connect again with Connect-Wmp.");

    OutcomeUnknownException Unknown(Exchange exchange, Exception? inner) => new(
        Text($"{exchange.Subject}: the change was sent to {_portal} and its outcome is not known ({LastOf(exchange)}{Attempts(exchange)}). Its key is {exchange.IdempotencyKey}."),
        Text("A change with absolute counts and names is safe to run again: it changes nothing twice. Check -Add and -Remove with Get-WmpLicense first, and New-WmpHardwareOrder with Get-WmpHardwareOrder. "
            + $"The portal's trail tells for sure: GET audit-events?idempotencyKey={exchange.IdempotencyKey}."),
        inner ?? redactor.Safe(exchange.Exception))
    {
        IdempotencyKey = exchange.IdempotencyKey,
        StatusCode = StatusOf(exchange),
        RequestId = redactor.RedactOptional(exchange.RequestId),
    };

    WildixPbxException OfFailure(Exchange exchange)
    {
        var cause = redactor.Safe(exchange.Exception);
        var what = FailureText.Of(exchange);
        return exchange.Failure switch
        {
            Failure.Disconnected => Disconnected(exchange),
            Failure.TimedOut => new TimeoutException(
                "Timeout",
                Text($"{exchange.Subject}: {_portal} did not answer within {Seconds(settings.Timeout)}{Attempts(exchange)}."),
                "Try again later, or connect with a longer timeout.",
                cause),
            Failure.Garbled or Failure.TooLarge => new TransportException(
                "UnexpectedAnswer",
                Text($"{exchange.Subject}: {_portal} sent something that is no answer of a portal: {what}."),
                "Check the address with Get-WmpConnection: another server may answer there, or a proxy in between.",
                cause),
            Failure.CertificateRejected => new TransportException(
                "CertificateRejected",
                Text($"{exchange.Subject}: nothing was sent to {_portal}: {what}"),
                "Use the name that the certificate is for, or have its issuer trusted by this machine. -SkipCertificateCheck is for lab machines.",
                cause),
            Failure.TlsFailed => new TransportException(
                "TlsFailed",
                Text($"{exchange.Subject}: nothing was sent to {_portal}: {what}"),
                "Check the address and its port, and whether it is one for https or for http.",
                cause),
            Failure.ProxyRefused => new TransportException(
                "ProxyRefused",
                Text($"{exchange.Subject}: the proxy does not let the request to {_portal} through: {what}"),
                "Check -Proxy and -ProxyCredential, or HTTPS_PROXY; NO_PROXY names what goes without.",
                cause),
            Failure.Lost => new TransportException(
                "ConnectionLost",
                Text($"{exchange.Subject}: {_portal} broke off{Attempts(exchange)}: {what}"),
                "Try again later. If it stays so, ask whoever runs the portal.",
                cause),
            _ => new TransportException(
                "PortalUnreachable",
                Text($"{exchange.Subject}: {_portal} can't be reached{Attempts(exchange)}: {what}"),
                "Check the address, the network and the proxy, and whether the portal runs.",
                cause),
        };
    }

    static string LastOf(Exchange exchange)
        => exchange.Failure == Failure.None ? "last answer " + exchange.Status.ToString(CultureInfo.InvariantCulture) : FailureText.Of(exchange);

    static string Attempts(Exchange exchange)
        => exchange.Attempt == 1 ? "" : string.Format(CultureInfo.InvariantCulture, ", after {0} attempts", exchange.Attempt);

    static int? StatusOf(Exchange exchange) => exchange.Failure == Failure.None ? exchange.Status : null;

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    string Text(string text) => redactor.Redact(text);
}
