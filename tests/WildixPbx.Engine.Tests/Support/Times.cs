using System.Collections.Concurrent;

namespace WildixPbx.Tests.Support;

/// <summary>A clock whose waits end at once, and are told afterwards.</summary>
sealed class ShortTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero) Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}

/// <summary>A clock whose waits never end by themselves.</summary>
sealed class EndlessTime : TimeProvider
{
    public TaskCompletionSource<TimeSpan> Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (dueTime > TimeSpan.Zero) Waiting.TrySetResult(dueTime);
        return timer;
    }
}

/// <summary>A clock that is a second further each time it is asked, so that patience ends after a few looks.</summary>
sealed class LeapingTime : TimeProvider
{
    long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref _seconds);
}
