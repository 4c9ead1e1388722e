namespace WildixPbx.Engine.LicenseServers;

/// <summary>Waits for work that can't be stopped itself, such as the system's name resolution.</summary>
static class Abandoned
{
    /// <summary>The work's result; or an end at once when it is no longer wanted, with the work left to itself.</summary>
    public static async Task<T> OrStop<T>(this Task<T> work, CancellationToken stop)
    {
        await ((Task)work).OrStop(stop).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    /// <summary>The work's end; or an end at once when it is no longer wanted, with the work left to itself.</summary>
    public static async Task OrStop(this Task work, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), stopped))
        {
            if (await Task.WhenAny(work, stopped.Task).ConfigureAwait(false) != work)
            {
                // Nobody waits any more; its failure must not come up as one that nobody saw.
                _ = work.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                stop.ThrowIfCancellationRequested();
            }
        }

        await work.ConfigureAwait(false);
    }
}
