using System.Globalization;
using WildixPbx.Boxes;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.Redaction;

namespace WildixPbx.Engine.Boxes;

/// <summary>
/// Makes the exception of a call to a box that came to no success. Boxes say little: a 401 has three causes, a 500 may be
/// a bad request, and a 200 may be an error. What is not known is not made up.
/// </summary>
sealed class BoxErrors(BoxSettings settings, Redactor redactor)
{
    readonly string _box = settings.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
    readonly FailureErrors _failures = new(settings, redactor, FarEnd.Box);

    /// <summary>The error of a call without success.</summary>
    public WildixPbxException Of(Exchange exchange)
    {
        // What lies in between, or a box that goes down, may answer for a change that was made.
        var isLost = exchange.Failure == Failure.None ? exchange.Status is 502 or 504 : exchange.Failure.MayHaveHappened();
        if (exchange.IsChange && isLost) return Unknown(exchange);
        return exchange.Failure == Failure.None ? OfAnswer(exchange) : _failures.Of(exchange);
    }

    /// <summary>The error of a success whose body can't be read. A change that was answered so has been made.</summary>
    public WildixPbxException Unreadable(Exchange exchange, Exception? exception) => new TransportException(
        "UnexpectedAnswer",
        Text($"{exchange.Subject}: {_box} answered {exchange.Verb} with {Status(exchange)}, which is no answer of a PBX: ") + redactor.Beginning(exchange.Answer),
        "Check the address: another server may answer there, or a proxy in between.",
        redactor.Safe(exception))
    {
        StatusCode = exchange.Status,
    };

    /// <summary>The error of a change that was answered with a success that can't be read: it may hold a refusal.</summary>
    public OutcomeUnknownException Unsettled(Exchange exchange, Exception exception) => new(
        Text($"{exchange.Subject}: the change was sent to {_box} and its outcome is not known: it answered {Status(exchange)} with something that can't be read: ") + redactor.Beginning(exchange.Answer),
        Advice(exchange),
        redactor.Safe(exception))
    {
        StatusCode = exchange.Status,
    };

    /// <summary>The error of a list with a user who has no id: without one nobody can be counted or changed.</summary>
    public WildixPbxException WithoutId(Exchange exchange) => new TransportException(
        "UnexpectedAnswer",
        Text($"{exchange.Subject}: {_box} lists a user without an id, so its list can't be used."),
        "Look at what the PBX answers with -Debug; this version of WMS may name the id otherwise.")
    {
        StatusCode = exchange.Status,
    };

    /// <summary>The error inside a success.</summary>
    public WildixPbxException Refused(Exchange exchange, string reason) => new ConflictException(
        "PbxRefused", Text($"{exchange.Subject}: {_box} refuses: {reason}"), "Correct what the PBX names. It says so in an answer that is a success otherwise, so nothing more is known.")
    {
        StatusCode = exchange.Status,
    };

    /// <summary>The error of a call over a connection that was closed.</summary>
    public WildixPbxException Disconnected(Exchange exchange) => _failures.Disconnected(exchange);

    OutcomeUnknownException Unknown(Exchange exchange) => new(
        Text($"{exchange.Subject}: the change was sent to {_box} and its outcome is not known ({(exchange.Failure == Failure.None ? "last answer " + Status(exchange) : FailureText.Of(exchange))}{FailureErrors.Attempts(exchange)})."),
        Advice(exchange),
        redactor.Safe(exchange.Exception))
    {
        StatusCode = exchange.Failure == Failure.None ? exchange.Status : null,
    };

    WildixPbxException OfAnswer(Exchange exchange)
    {
        var status = exchange.Status;
        var reason = BoxAnswer.ReasonIn(exchange.Answer, exchange.Charset);
        var said = reason is null ? "" : $" ({reason})";
        return status switch
        {
            >= 300 and < 400 => new TransportException(
                "Redirected",
                Text($"{exchange.Subject}: {_box} sends on to {exchange.Location?.ToString() ?? "nowhere"} ({Status(exchange)}). The login was not sent there."),
                "Use the address that is meant. A log-on page means that no PBX answers at this address.") { StatusCode = status },
            400 => new ValidationException(
                ProblemOf.Request, Text($"{exchange.Subject}: {_box} finds something missing or not allowed{said} (400)."), "Check what was given; this version of WMS may take other values.") { StatusCode = status },
            401 => Unauthenticated(exchange, said),
            403 => new AuthorizationException(
                ProblemOf.Access, Text($"{exchange.Subject}: the login is good, but {_box} does not let it do this{said} (403)."), "Give the company key the scope of the route, such as pbx:read or pbx:*, or use the login of an admin.") { StatusCode = status },
            404 when reason is null || !IsRoute(exchange) => new NotFoundException(
                ProblemOf.Missing, Text($"{exchange.Subject}: {_box} has no such record{said} (404)."), "Check the id: it is that of the box's database, not the extension.") { StatusCode = status },
            404 => new NotFoundException(
                "RouteNotFound", Text($"{exchange.Subject}: {_box} has no such route{said} (404)."), "This version of WMS does not offer it, or no PBX answers at this address.") { StatusCode = status },
            407 => new TransportException("ProxyRefused", Text($"{exchange.Subject}: the proxy wants another login (407)."), "Give -Proxy and -ProxyCredential.") { StatusCode = status },
            408 => new TimeoutException("Timeout", Text($"{exchange.Subject}: {_box} did not get the whole request (408)."), "Try again later.") { StatusCode = status },
            429 => new ThrottledException("Throttled", Text($"{exchange.Subject}: {_box} asks to slow down{FailureErrors.Attempts(exchange)}."), "Try again later.") { StatusCode = status, RetryAfter = exchange.RetryAfter },
            502 or 503 or 504 => new TransportException(
                "PbxUnavailable", Text($"{exchange.Subject}: {_box} is off, restarts or is upgraded{said} ({Status(exchange)}{FailureErrors.Attempts(exchange)})."), "Try again in some minutes.") { StatusCode = status },
            >= 500 => new TransportException(
                "PbxFailed",
                Text($"{exchange.Subject}: {_box} failed{said} ({Status(exchange)}{FailureErrors.Attempts(exchange)})."),
                "Try again later. A PBX answers so to a request that it can't read, too: this version of WMS may want something else.") { StatusCode = status },
            _ => Unreadable(exchange, null),
        };
    }

    // The three causes can't be told apart from outside; what is known of the login rules some of them out.
    AuthenticationException Unauthenticated(Exchange exchange, string said) => new(
        ProblemOf.Login,
        Text($"{exchange.Subject}: {_box} does not take the {settings.Credential?.Kind ?? "call without a login"}{said} (401). "
            + settings.Credential switch
            {
                null => "It wants a login.",
                BasicCredential => "The user or password is wrong, or the PBX takes none: they are off for root admins where two-factor login is.",
                _ => "It is wrong or expired, or belongs to another PBX (simple tokens and S2S applications are good on one only), or it is a company key and WMS is older than 7.09, which takes none.",
            }),
        settings.Credential is null ? "Give -Token, -Credential or -S2SApplicationId, or set WMS_TOKEN or WMS_TOKEN_FILE." : "Check which of these it is; Get-PbxInfo is the smallest call to try a login with.")
    {
        StatusCode = exchange.Status,
    };

    static string Advice(Exchange exchange) => exchange.IsRepeatable
        ? "It sets an absolute value: run it again, which changes nothing twice."
        : "See what the PBX is doing before it is done again: Get-PbxInfo, or Update-Pbx with -CheckOnly.";

    static bool IsRoute(Exchange exchange)
    {
        try
        {
            return BoxAnswer.Read(exchange.Answer, exchange.Charset) is { } answer && (answer.Refusal is not null || answer.Object.ContainsKey("code"));
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    static string Status(Exchange exchange) => exchange.Status.ToString(CultureInfo.InvariantCulture);

    string Text(string text) => redactor.Redact(text);

    static class ProblemOf
    {
        public const string Login = WildixPbx.Portal.ProblemCode.AuthenticationFailed;
        public const string Access = WildixPbx.Portal.ProblemCode.AccessDenied;
        public const string Missing = WildixPbx.Portal.ProblemCode.NotFound;
        public const string Request = WildixPbx.Portal.ProblemCode.InvalidRequest;
    }
}
