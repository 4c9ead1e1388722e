using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace WildixPbx.Abstractions;

/// <summary>
/// Brings what follows an await back to the pipeline thread, so that cmdlets write and ask as if nothing were
/// asynchronous. What is posted while the thread is elsewhere waits until it is in ours again.
/// </summary>
sealed class PipelineContext : SynchronizationContext, IDisposable
{
    readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];
    ExceptionDispatchInfo? _failure;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        try { _queue.Add((d, state)); }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // The cmdlet is gone, and with it everybody who would have waited for this.
        }
    }

    /// <summary>Posts something that may throw; the first exception leaves through the next <see cref="Run"/>.</summary>
    public void Post(Action action) => Post(
        _ =>
        {
            try { action(); }
            catch (Exception e) { _failure ??= ExceptionDispatchInfo.Capture(e); }
        },
        null);

    /// <summary>Runs work on this thread until it is done, together with everything that is posted meanwhile.</summary>
    public void Run(Func<Task> work)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            RunPosted();
            var task = work();
            if (!task.IsCompleted)
            {
                task.ContinueWith(static (_, context) => ((PipelineContext)context!).Post(static _ => { }, null), this, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                while (!task.IsCompleted)
                {
                    var (callback, state) = _queue.Take();
                    callback(state);
                }
            }

            RunPosted();
            task.GetAwaiter().GetResult();
            _failure?.Throw();
        }
        finally { SetSynchronizationContext(outer); }
    }

    /// <summary>
    /// Runs work after which nothing comes, when the pipeline has ended elsewhere: what was answered meanwhile is taken,
    /// so that no exception stays unobserved, but can't be written any more.
    /// </summary>
    public void RunLast(Func<Task> work)
    {
        try { Run(work); }
        catch (Exception)
        {
            // The pipeline has an end already, and it is another one.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Dispose();

    void RunPosted()
    {
        while (_queue.TryTake(out var posted)) posted.Callback(posted.State);
    }
}
