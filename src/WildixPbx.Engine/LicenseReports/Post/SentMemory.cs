using System.Diagnostics;
using System.Text.Json;
using WildixPbx.Engine.Runs;
using WildixPbx.Portal;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>
/// Remembers in the state folder which receiver was told which state and when. A memory that can't be read or kept never
/// keeps a report from being sent: it is warned of, and the report goes out once more. Only one that another run holds
/// does, since that run may be telling the same.
/// </summary>
/// <param name="statePath">The state folder.</param>
/// <param name="patience">How long another run is waited for.</param>
sealed class SentMemory(string statePath, TimeSpan patience) : IDisposable
{
    const string FileName = "license-check-sent.json", LockName = "license-check-sent.lock";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50), Kept = TimeSpan.FromDays(400);

    readonly string _path = Path.Combine(statePath, FileName), _lockPath = Path.Combine(statePath, LockName);
    readonly List<string> _warnings = [];
    Dictionary<string, Entry>? _entries;
    FileStream? _lock;

    /// <summary>
    /// Holds the memory for this run alone until it is disposed: from before it reads what was told until what it told is
    /// noted, no other run reads or writes there.
    /// </summary>
    /// <exception cref="ConflictException">Another run holds it for longer than that is waited for (StateInUse).</exception>
    public async Task<IDisposable> HoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            PrivateFiles.MakeFolder(statePath);
            _lock = await LockAsync(cancellationToken).ConfigureAwait(false);
            LeftOvers.Remove(_path, hidden: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WarnOfForgetting(exception);
        }

        _entries = null;
        return this;
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        _lock = null;
    }

    /// <summary>When a receiver was told this very state; none where it never was, or another one since.</summary>
    public DateTimeOffset? LastSent(string key, string mark)
        => (_entries ??= Read()).TryGetValue(key, out var entry) && entry.State == mark ? entry.SentOn : null;

    /// <summary>Whether a receiver was told something else than this state.</summary>
    public bool KnowsOther(string key, string mark) => (_entries ??= Read()).TryGetValue(key, out var entry) && entry.State != mark;

    /// <summary>Remembers that receivers were told a state, while the memory is held; one that could not be is warned of already.</summary>
    public void Keep(IEnumerable<string> keys, string mark, DateTimeOffset now)
    {
        if (_lock is null) return;
        var entries = _entries ??= Read();
        foreach (var key in keys) entries[key] = new Entry(mark, now);
        foreach (var old in entries.Where(entry => now - entry.Value.SentOn > Kept).Select(static entry => entry.Key).ToArray()) entries.Remove(old);
        try { Write(entries); }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException) { WarnOfForgetting(exception); }
    }

    /// <summary>What went wrong, each text once.</summary>
    public IReadOnlyList<string> TakeWarnings()
    {
        string[] warnings = [.. _warnings.Distinct()];
        _warnings.Clear();
        return warnings;
    }

    Dictionary<string, Entry> Read()
    {
        try
        {
            if (!File.Exists(_path)) return [];
            return JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllBytes(_path), WireJson.Options) ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            Warn($"What was sent before can't be read from {_path}: {exception.Message} Every receiver is told.");
            return [];
        }
    }

    void Write(Dictionary<string, Entry> entries)
    {
        var temporary = _path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(entries, WireJson.Options);
            using (var file = PrivateFiles.Open(temporary, FileMode.CreateNew, FileShare.Read)) // nobody else's business: mail addresses are in it
            {
                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
            }
#if NET8_0_OR_GREATER
            File.Move(temporary, _path, overwrite: true);
#else
            if (File.Exists(_path)) File.Replace(temporary, _path, null);
            else File.Move(temporary, _path);
#endif
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // The kernel lets go of it however the process ends. The file stays: one that is deleted while another run waits for it
    // would be locked by both that one and the next, which finds none and makes a new one.
    async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try { return PrivateFiles.Open(_lockPath, FileMode.OpenOrCreate, FileShare.None); }
            catch (IOException exception) when (IsTaken(exception))
            {
                if (waited.Elapsed >= patience)
                {
                    throw new ConflictException(
                        "StateInUse",
                        FormattableString.Invariant($"Nothing was sent: another run that sends holds {_lockPath}, and was not done within {patience.TotalSeconds:0.###} s."),
                        "Try again when it is done, or give a longer -Timeout. A -StatePath of its own is for a report that is told apart.",
                        exception);
                }
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows; EWOULDBLOCK of Linux and of macOS.
    static bool IsTaken(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    void WarnOfForgetting(Exception exception) => Warn($"What was told can't be remembered in {_path}: {exception.Message} It may be told again at the next run.");

    void Warn(string text) => _warnings.Add(text);

    /// <summary>What a receiver was told last.</summary>
    /// <param name="State">The mark of the state.</param>
    /// <param name="SentOn">When, UTC.</param>
    sealed record Entry(string State, DateTimeOffset SentOn);
}
