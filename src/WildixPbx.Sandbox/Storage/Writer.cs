using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Storage;

/// <summary>
/// The one writer. It takes what has queued up and commits it together, since a commit waits for the disk and the disk
/// takes as long for one change as for two hundred. A failed item takes back only itself; a failed commit fails all of
/// its group, and the next group goes on.
/// </summary>
sealed class Writer : IAsyncDisposable
{
    const int MaximumGroup = 256;

    readonly Channel<Item> _queue = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    readonly DbSession _session;
    readonly Action? _beforeCommit;
    readonly Task _loop;

    /// <param name="session">The session that writes.</param>
    /// <param name="beforeCommit">Runs before each commit; for the tests of what a failed one does.</param>
    public Writer(DbSession session, Action? beforeCommit = null)
    {
        (_session, _beforeCommit) = (session, beforeCommit);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Does some work in the next transaction and answers once that is on disk.</summary>
    /// <exception cref="WriterClosedException">The portal is closing; nothing was done.</exception>
    public async Task<T> RunAsync<T>(Func<DbSession, T> work)
    {
        var item = new Item(session => work(session));
        if (!_queue.Writer.TryWrite(item)) throw new WriterClosedException();
        return (T)(await item.Done.Task)!;
    }

    /// <summary>Ends after what has been taken in.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    async Task RunAsync()
    {
        var group = new List<Item>(MaximumGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < MaximumGroup && _queue.Reader.TryRead(out var item)) group.Add(item);
            Commit(group);
            group.Clear();
        }
    }

    void Commit(List<Item> group)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var item in group) Run(item);
            _beforeCommit?.Invoke();
            _session.Execute("COMMIT");
        }
#pragma warning disable CA1031 // Whatever it is, the callers must hear of it and the loop must go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            RollBack();
            foreach (var item in group) item.Done.TrySetException(error);
            return;
        }

        foreach (var item in group) item.Complete();
    }

    void Run(Item item)
    {
        _session.Execute("SAVEPOINT item");
        try
        {
            item.Result = item.Work(_session);
            _session.Execute("RELEASE item");
        }
#pragma warning disable CA1031 // One item's failure is its caller's, not the group's.
        catch (Exception error)
#pragma warning restore CA1031
        {
            item.Error = error;
            _session.Execute("ROLLBACK TO item");
            _session.Execute("RELEASE item");
        }
    }

    void RollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself: on a full disk, for one.
        }
    }

    sealed class Item(Func<DbSession, object?> work)
    {
        public Func<DbSession, object?> Work { get; } = work;

        // Callers go on elsewhere: the writer must not run their code.
        public TaskCompletionSource<object?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public object? Result { get; set; }

        public Exception? Error { get; set; }

        public void Complete()
        {
            if (Error is { } error) Done.TrySetException(error);
            else Done.TrySetResult(Result);
        }
    }
}

/// <summary>The portal is closing and takes no changes.</summary>
sealed class WriterClosedException() : Exception("The portal is closing.");
