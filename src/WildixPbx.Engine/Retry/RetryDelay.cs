using System.Net.Http.Headers;

namespace WildixPbx.Engine.Retry;

/// <summary>How long a Retry-After asks to wait.</summary>
static class RetryDelay
{
    /// <summary>The wait, from either form: seconds, or a date that is counted from now. A date that has passed is no wait.</summary>
    public static TimeSpan? Of(RetryConditionHeaderValue header, DateTimeOffset now)
    {
        if (header.Delta is { } seconds) return seconds;
        if (header.Date is not { } date) return null;
        return date > now ? date - now : TimeSpan.Zero;
    }
}
