using System.Runtime.ExceptionServices;

namespace WildixPbx.Abstractions;

/// <summary>
/// Runs rows side by side, up to a limit. Rows of one object run in the order of the input, one at a time. Everything
/// here happens on the pipeline thread, between awaits, so nothing is locked.
/// </summary>
sealed class RowThrottle(int limit)
{
    readonly Dictionary<string, Task> _lastOfKey = new(StringComparer.OrdinalIgnoreCase);
    int _running;
    string? _kind;
    TaskCompletionSource<bool>? _freed;
    ExceptionDispatchInfo? _failure;

    /// <summary>Starts a row, as soon as there is room, and with no room for a second one ends it too.</summary>
    /// <param name="kind">
    /// In what way the key names the object: id, serial or name. Only the portal knows which serial is which name's, so
    /// rows that name their objects in different ways never run side by side.
    /// </param>
    /// <param name="key">The object the row changes.</param>
    /// <param name="row">The row's work; an exception of it ends the whole command.</param>
    public async Task StartAsync(string kind, string key, Func<Task> row)
    {
        _failure?.Throw();
        while (_running >= limit || (_running > 0 && _kind != kind)) await FreedAsync();
        _kind = kind;
        _running++;
        _lastOfKey.TryGetValue(key, out var before);
        _lastOfKey[key] = RunAsync(before, row);
        if (limit == 1) await EndAsync();
        else if (_lastOfKey.Count > 4 * limit) Forget();
    }

    /// <summary>Waits until no row runs any more.</summary>
    public async Task EndAsync()
    {
        while (_running > 0) await FreedAsync();
        _lastOfKey.Clear();
        _failure?.Throw();
    }

    /// <summary>Waits until no row runs any more, whatever became of them.</summary>
    public async Task AbandonAsync()
    {
        while (_running > 0) await NextFreeAsync();
    }

    void Forget()
    {
        foreach (var done in _lastOfKey.Where(entry => entry.Value.IsCompleted).ToArray()) _lastOfKey.Remove(done.Key);
    }

    async Task FreedAsync()
    {
        await NextFreeAsync();
        _failure?.Throw();
    }

    Task<bool> NextFreeAsync() => (_freed ??= new TaskCompletionSource<bool>()).Task;

    async Task RunAsync(Task? before, Func<Task> row)
    {
        try
        {
            if (before is { IsCompleted: false }) await before;
            if (_failure is null) await row();
        }
        catch (Exception e) { _failure ??= ExceptionDispatchInfo.Capture(e); }

        _running--;
        var freed = _freed;
        _freed = null;
        freed?.SetResult(true);
    }
}
