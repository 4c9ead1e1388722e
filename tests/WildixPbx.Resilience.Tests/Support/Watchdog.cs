namespace WildixPbx.Tests.Support;

/// <summary>Keeps what hangs from hanging the suite. No figure of performance: each limit is far above what is expected.</summary>
static class Watchdog
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(120);

    /// <summary>Waits for what comes at once unless it hangs.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="Soon(Task)"/>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Waits for a process that has to start first.</summary>
    public static Task Sometime(this Task task) => task.WaitAsync(LongPatience, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="Sometime(Task)"/>
    public static Task<T> Sometime<T>(this Task<T> task) => task.WaitAsync(LongPatience, TestContext.Current.CancellationToken);

    /// <summary>Waits for a state that nothing tells of, such as the end of a process that is not our child.</summary>
    public static async Task Until(Func<bool> isReached, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(LongPatience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (!isReached()) await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Never came: {what}.");
        }
    }
}
