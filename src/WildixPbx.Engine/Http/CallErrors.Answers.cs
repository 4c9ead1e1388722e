using System.Globalization;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <content>Answers that are no success.</content>
sealed partial class CallErrors
{
    WildixPbxException OfAnswer(Exchange exchange)
    {
        var problem = exchange.Problem;
        var status = exchange.Status;
        var code = problem?.Code ?? "";
        if (status is >= 300 and < 400) return Redirected(exchange);
        if (code == ProblemCode.RuleViolation && FindingsOf(problem) is { } findings) return Broken(exchange, findings);
        if ((exchange.RetryAfter > settings.MaximumRetryDelay && Answers.IsTransient(exchange)) || code == ProblemCode.Throttled || status == 429) return Throttled(exchange);

        var message = MessageOf(exchange);
        var requestId = redactor.RedactOptional(exchange.RequestId ?? problem?.RequestId);
        switch (code)
        {
            case ProblemCode.NotFound:
                return new NotFoundException(code, message, Action(problem, "Check the spelling: an id, a serial or a name finds it.")) { StatusCode = status, RequestId = requestId };
            case ProblemCode.InvalidRequest:
                return new ValidationException(code, message, Action(problem, "Correct what the message names.")) { StatusCode = status, RequestId = requestId };
            case ProblemCode.AmbiguousIdentity or ProblemCode.NameTaken or ProblemCode.InUse or ProblemCode.AlreadyDecided or ProblemCode.AlreadyRequested or ProblemCode.PbxMigrated or ProblemCode.StaleETag or ProblemCode.IdempotencyKeyReused:
                return new ConflictException(code, message, Action(problem, ConflictAction(code))) { StatusCode = status, RequestId = requestId };
        }

        return status switch
        {
            // The portal's own advice is about headers, which nobody at a prompt sends.
            401 => new AuthenticationException(ProblemCode.AuthenticationFailed, message, "Connect again with this portal's token: Connect-Wmp with -Token or a -Profile, or with WMP_TOKEN or WMP_TOKEN_FILE set.") { StatusCode = status, RequestId = requestId },
            403 => new AuthorizationException(ProblemCode.AccessDenied, message, Action(problem, "Ask for a token that may do this, or have somebody do it who may.")) { StatusCode = status, RequestId = requestId },
            404 when code.Length == 0 => new TransportException("NotAPortal", Text($"{exchange.Subject}: no portal answers at {_portal}{PortalPath.Base} (404)."), "Check the address that Connect-Wmp was given: the part before /api/v1.") { StatusCode = status, RequestId = requestId },
            407 => new TransportException("ProxyRefused", Text($"{exchange.Subject}: the proxy wants another login (407)."), "Give -Proxy and -ProxyCredential.") { StatusCode = status, RequestId = requestId },
            408 => new TimeoutException("Timeout", message, Action(problem, "Try again later: the portal did not get the whole request.")) { StatusCode = status, RequestId = requestId },
            409 when code.Length > 0 => new ConflictException(code, message, Action(problem, "Try again later.")) { StatusCode = status, RequestId = requestId },
            412 => new ConflictException(ProblemCode.StaleETag, message, Action(problem, ConflictAction(ProblemCode.StaleETag))) { StatusCode = status, RequestId = requestId },
            503 => new TransportException(ProblemCode.PortalBusy, message, Action(problem, "Try again later.")) { StatusCode = status, RequestId = requestId },
            >= 500 => new TransportException(ProblemCode.PortalFailed, message, Action(problem, "Try again later. If it stays so, name the request id to whoever runs the portal.")) { StatusCode = status, RequestId = requestId },
            _ => Unexpected(exchange, null),
        };
    }

    TransportException Unexpected(Exchange exchange, Exception? inner) => new(
        "UnexpectedAnswer",
        Text($"{exchange.Subject}: {_portal} answered {exchange.Verb} with {Status(exchange)}, which is no answer of a portal: ")
            + (exchange.Answer.Length == 0 ? "it is empty." : redactor.Beginning(exchange.Answer)),
        "Check the address that Connect-Wmp was given: another server may answer there, or a proxy in between.",
        inner)
    {
        StatusCode = exchange.Status,
        RequestId = redactor.RedactOptional(exchange.RequestId),
    };

    TransportException Redirected(Exchange exchange) => new(
        "Redirected",
        Text($"{exchange.Subject}: {_portal} sends on to {exchange.Location?.ToString() ?? "nowhere"} ({Status(exchange)}). The token was not sent there."),
        "Connect to the address that is meant. A log-on page means that no portal answers at this address.")
    {
        StatusCode = exchange.Status,
        RequestId = redactor.RedactOptional(exchange.RequestId),
    };

    ThrottledException Throttled(Exchange exchange)
    {
        var wait = exchange.RetryAfter;
        return new ThrottledException(
            ProblemCode.Throttled,
            Text($"{exchange.Subject}: {_portal} asks to slow down{Attempts(exchange)}{(wait is { } time ? ", for " + Seconds(time) : "")}."),
            wait is { } after ? $"Try again in {Seconds(after)}, or with a lower -ThrottleLimit." : "Try again later, or with a lower -ThrottleLimit.")
        {
            RetryAfter = wait,
            StatusCode = exchange.Status,
            RequestId = redactor.RedactOptional(exchange.RequestId),
        };
    }

    RuleViolationException Broken(Exchange exchange, IReadOnlyList<Finding> findings)
        => new(findings) { StatusCode = exchange.Status, RequestId = redactor.RedactOptional(exchange.RequestId ?? exchange.Problem?.RequestId) };

    /// <summary>The findings, where one of them says what is broken; none where nothing does.</summary>
    List<Finding>? FindingsOf(Problem? problem)
    {
        var findings = new List<Finding>();
        foreach (var finding in problem?.Violations ?? [])
            if (finding is not null) findings.Add(Redacted(finding));
        return findings.Exists(static finding => finding.Severity == Severity.Error) ? findings : null;
    }

    Finding Redacted(Finding finding) => finding with
    {
        RuleId = Text(finding.RuleId ?? ""),
        Message = Text(finding.Message ?? ""),
        Subject = Text(finding.Subject ?? ""),
        Action = Text(finding.Action ?? ""),
        Source = Text(finding.Source ?? ""),
    };

    string MessageOf(Exchange exchange)
    {
        var detail = exchange.Problem is { Detail: { Length: > 0 } text } ? text : exchange.Problem?.Title;
        if (string.IsNullOrEmpty(detail)) return Text($"{exchange.Subject}: {_portal} answered {exchange.Verb} with {Status(exchange)}{Attempts(exchange)}.");
        return Text(detail!.IndexOf(exchange.Subject, StringComparison.OrdinalIgnoreCase) >= 0 ? detail : $"{exchange.Subject}: {detail}");
    }

    string Action(Problem? problem, string otherwise) => problem is { Action: { Length: > 0 } action } ? Text(action) : otherwise;

    static string ConflictAction(string code) => code switch
    {
        ProblemCode.AmbiguousIdentity => "Give the id or the serial, which belong to one object only.",
        ProblemCode.NameTaken => "Take another name, or the object that has it.",
        ProblemCode.InUse => "Remove or move what belongs to it first.",
        ProblemCode.AlreadyRequested => "Wait for the decision, or withdraw the request that waits.",
        ProblemCode.PbxMigrated => "Name the PBX that it became.",
        ProblemCode.AlreadyDecided => "Get the request again to see what became of it.",
        ProblemCode.StaleETag => "Somebody else was faster: get the object again and repeat the change.",
        _ => "Send the change under a new key.",
    };

    static string Status(Exchange exchange) => exchange.Status.ToString(CultureInfo.InvariantCulture);
}
