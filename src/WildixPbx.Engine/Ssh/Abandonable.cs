namespace WildixPbx.Engine.Ssh;

/// <summary>Waits that end at once when nobody wants the result any more. What is waited for may take its own time.</summary>
static class Abandonable
{
    /// <summary>Whether a task ended within a time; what it came to is left to the caller.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<bool> EndsAsync(Task task, TimeSpan patience, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (patience != Timeout.InfiniteTimeSpan) limit.CancelAfter(patience);
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (limit.Token.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), ended))
        {
            if (await Task.WhenAny(task, ended.Task).ConfigureAwait(false) == task) return true;
        }

        stop.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }

    /// <summary>Runs something that blocks or may fail, when nobody waits for it any more.</summary>
    public static void Forget(Action action) => _ = Task.Run(() =>
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // It is over; there is nobody to be told.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Such as letting go of a connection that is lost.
        }
    });

    /// <summary>Takes note of a failure that nobody waits for, so that it is not reported as unobserved.</summary>
    public static void Observe(Task task) => task.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
