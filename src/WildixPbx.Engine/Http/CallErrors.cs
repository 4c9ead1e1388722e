using System.Globalization;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>Makes the exception of a call that came to no success. Nothing leaves here that the redactor has not seen.</summary>
sealed partial class CallErrors(PortalSettings settings, Redactor redactor)
{
    readonly string _portal = settings.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
    readonly FailureErrors _failures = new(settings, redactor, FarEnd.Portal);

    /// <summary>The error of a call that ended without a success.</summary>
    public WildixPbxException Of(Exchange exchange)
    {
        // A change is unknown once any attempt may have been carried out, unless the last answer settles it.
        if (exchange.IsChange && exchange.MayHaveHappened && !Answers.Settles(exchange))
            return Unknown(exchange, exchange.Failure == Failure.None ? OfAnswer(exchange) : null);
        return exchange.Failure == Failure.None ? OfAnswer(exchange) : _failures.Of(exchange);
    }

    /// <summary>The error of a success whose body can't be read.</summary>
    public WildixPbxException Unreadable(Exchange exchange, Exception exception)
    {
        var unexpected = Unexpected(exchange, redactor.Safe(exception));
        return exchange.IsChange ? Unknown(exchange, unexpected) : unexpected;
    }

    /// <summary>The error of a call over a connection that was closed.</summary>
    public WildixPbxException Disconnected(Exchange exchange) => _failures.Disconnected(exchange);

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

    static string LastOf(Exchange exchange)
        => exchange.Failure == Failure.None ? "last answer " + exchange.Status.ToString(CultureInfo.InvariantCulture) : FailureText.Of(exchange);

    static string Attempts(Exchange exchange) => FailureErrors.Attempts(exchange);

    static int? StatusOf(Exchange exchange) => exchange.Failure == Failure.None ? exchange.Status : null;

    static string Seconds(TimeSpan time) => FailureErrors.Seconds(time);

    string Text(string text) => redactor.Redact(text);
}
