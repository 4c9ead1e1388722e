using System.Text.Json;
using WildixPbx.Portal;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>
/// Remembers in the state folder which receiver was told which state and when. A memory that can't be read or kept never
/// keeps a report from being sent: it is warned of, and the report goes out once more.
/// </summary>
sealed class SentMemory(string statePath)
{
    const string FileName = "license-check-sent.json";
    const int Attempts = 100;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50), Kept = TimeSpan.FromDays(400);

    readonly string _path = Path.Combine(statePath, FileName);
    readonly List<string> _warnings = [];
    Dictionary<string, Entry>? _entries;

    /// <summary>When a receiver was told this very state; none where it never was, or another one since.</summary>
    public DateTimeOffset? LastSent(string key, string mark)
        => (_entries ??= Read()).TryGetValue(key, out var entry) && entry.State == mark ? entry.SentOn : null;

    /// <summary>Whether a receiver was told something else than this state.</summary>
    public bool KnowsOther(string key, string mark) => (_entries ??= Read()).TryGetValue(key, out var entry) && entry.State != mark;

    /// <summary>Remembers that receivers were told a state, beside what another run has remembered meanwhile.</summary>
    public async Task KeepAsync(IEnumerable<string> keys, string mark, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(statePath);
            using var gate = await LockAsync(cancellationToken).ConfigureAwait(false);
            LeftOvers.Remove(_path, hidden: false);
            var entries = Read();
            foreach (var key in keys) entries[key] = new Entry(mark, now);
            foreach (var old in entries.Where(entry => now - entry.Value.SentOn > Kept).Select(static entry => entry.Key).ToArray()) entries.Remove(old);
            Write(entries);
            _entries = entries;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Warn($"What was told can't be remembered in {_path}: {exception.Message} It may be told again at the next run.");
        }
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
            using (var file = Create(temporary))
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

    // Two scheduled jobs may end at the same moment; each adds to what the other wrote.
    async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    static FileStream Create(string path)
    {
#if NET8_0_OR_GREATER
        // Nobody else's business: mail addresses are in it.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
#endif
    }

    void Warn(string text) => _warnings.Add(text);

    /// <summary>What a receiver was told last.</summary>
    /// <param name="State">The mark of the state.</param>
    /// <param name="SentOn">When, UTC.</param>
    sealed record Entry(string State, DateTimeOffset SentOn);
}
