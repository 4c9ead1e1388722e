using Polly;
using Polly.Retry;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.Reports;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Retry;

/// <summary>
/// The one layer that repeats. Changes of a portal are repeated for the same reasons as reads, since they always carry
/// their key: sent twice, they take place once. What is safe to repeat says the exchange.
/// </summary>
static class RetryPipeline
{
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestOwnDelay = TimeSpan.FromSeconds(30);

    /// <summary>The pipeline of one connection.</summary>
    public static ResiliencePipeline<Exchange> Create(ConnectionSettings settings, Reporter reporter, TimeProvider time)
    {
        if (settings.MaximumRetryCount == 0) return ResiliencePipeline<Exchange>.Empty;
        var longest = settings.MaximumRetryDelay;
        return new ResiliencePipelineBuilder<Exchange> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Exchange>
            {
                MaxRetryAttempts = settings.MaximumRetryCount,
                Delay = FirstDelay,
                MaxDelay = LongestOwnDelay < longest ? LongestOwnDelay : longest,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Result is { } exchange && IsTransient(exchange, longest)),
                DelayGenerator = static arguments => new ValueTask<TimeSpan?>(arguments.Outcome.Result?.RetryAfter is { } wait ? Spread(wait) : null),
                OnRetry = arguments =>
                {
                    if (arguments.Outcome.Result is { } exchange) reporter.Report(exchange, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Whether another attempt may do better, within a wait that this side is ready for.</summary>
    static bool IsTransient(Exchange exchange, TimeSpan longest)
    {
        if (!exchange.IsRepeatable) return false;
        if (exchange.Failure != Failure.None) return exchange.Failure.IsTransient() && !(exchange.Failure == Failure.TimedOut && exchange.WaitsOnce);
        return Answers.IsTransient(exchange) && !(exchange.RetryAfter > longest);
    }

    // Callers that were throttled together would come back together. Never earlier than was asked for.
    static TimeSpan Spread(TimeSpan wait) => wait + TimeSpan.FromMilliseconds(Jitter.Next(Math.Min(500, (int)Math.Min(wait.TotalMilliseconds, 5000) / 10)));
}
