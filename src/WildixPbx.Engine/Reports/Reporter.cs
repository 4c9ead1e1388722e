using System.Diagnostics;
using System.Text;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Reports;

/// <summary>Tells of each attempt, to whoever listens. Makes nothing where nobody does.</summary>
sealed class Reporter(Redactor redactor, CallLog? log, string basePath)
{
    /// <summary>Tells of the attempt that has just ended, once.</summary>
    public void Report(Exchange exchange, TimeSpan? retryIn)
    {
        if ((log is null && exchange.Call.Report is null) || exchange.IsReported || exchange.Attempt == 0) return;
        exchange.IsReported = true;
        var report = ReportOf(exchange, retryIn);
        var trouble = log?.Write(report);
        if (exchange.Call.Report is not { } listener) return;
        listener(report);
        if (trouble is not null) listener(report with { Status = null, RequestId = null, RetryIn = null, Error = trouble, RequestBody = null, ResponseBody = null });
    }

    CallReport ReportOf(Exchange exchange, TimeSpan? retryIn) => new()
    {
        At = exchange.StartedAt,
        Method = exchange.Verb,
        Path = redactor.Redact(basePath + exchange.Resource),
        Status = exchange.Failure == Failure.None ? exchange.Status : null,
        Milliseconds = (Stopwatch.GetTimestamp() - exchange.StartedTicks) * 1000.0 / Stopwatch.Frequency,
        Attempt = exchange.Attempt,
        RequestId = redactor.RedactOptional(exchange.RequestId),
        IdempotencyKey = redactor.RedactOptional(exchange.IdempotencyKey),
        RetryIn = retryIn,
        Error = exchange.Failure == Failure.None ? null : redactor.Redact(FailureText.Of(exchange)),
        RequestBody = exchange.Call.WithBodies && exchange.Content is { } sent ? redactor.Redact(Encoding.UTF8.GetString(sent)) : null,
        ResponseBody = exchange.Call.WithBodies ? Body(exchange.Answer) : null,
    };

    // A page of 100,000 PBXs helps nobody at the prompt.
    string? Body(byte[] answer) => answer.Length == 0 ? null : answer.Length <= 64 * 1024 ? redactor.Redact(Encoding.UTF8.GetString(answer)) : redactor.Beginning(answer, 4096);
}
