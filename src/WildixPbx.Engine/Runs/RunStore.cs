using System.Security.Cryptography;
using WildixPbx.Engine.Redaction;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>
/// The runs of a state folder: a folder each, and a file for each PBX that notes its last run. That file is locked while
/// a run begins, so that two never begin for one PBX at once.
/// </summary>
sealed class RunStore(string statePath, Redactor redactor, TimeProvider? time = null) : IRunStore
{
    const string Prefix = "run_";

    readonly TimeProvider _time = time ?? TimeProvider.System;
    readonly string _runs = Path.Combine(Path.GetFullPath(statePath), "runs");

    string Pbxs => Path.Combine(_runs, "pbxs");

    /// <inheritdoc/>
    public IReadOnlyList<string> Ids => !Directory.Exists(_runs) ? [] :
    [
        .. Directory.EnumerateDirectories(_runs, Prefix + "*").Select(path => Path.GetFileName(path)!)
            .Where(id => FolderOf(id).Exists)
            .OrderBy(id => File.GetLastWriteTimeUtc(Path.Combine(_runs, id, "head.json"))).ThenBy(id => id, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public Run Get(string id)
    {
        var record = Read(id);
        return RunKinds.Read(record.Head, record.Journal);
    }

    /// <inheritdoc/>
    public RunRecord Read(string id)
    {
        var folder = Find(id);
        return new RunRecord(folder.ReadHead(), folder.ReadJournal(), folder.Transcript);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string id, CancellationToken stop)
    {
        var folder = Find(id);
        using (await LockAsync(id, folder, stop).ConfigureAwait(false)) folder.RemoveRun();
        folder.RemoveRest(); // not before the lock is let go: Windows removes no open file
    }

    /// <summary>The folder of a run that is there.</summary>
    /// <exception cref="NotFoundException">There is none of that id.</exception>
    public RunFolder Find(string id)
    {
        // An id becomes a path, which must not lead out of the folder.
        var isId = id.StartsWith(Prefix, StringComparison.Ordinal) && id.Skip(Prefix.Length).All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'));
        return isId && FolderOf(id) is { Exists: true } folder ? folder : throw new NotFoundException(
            "NotFound", $"There is no run '{id}' in {_runs}.", "Get-WmpRun lists those that are there; -StatePath names another state folder.");
    }

    /// <summary>Takes a run, so that nobody else works on it.</summary>
    /// <exception cref="ConflictException">Somebody does (RunInUse).</exception>
    public Task<FileStream> LockAsync(string id, RunFolder folder, CancellationToken stop) => FileLock.TakeAsync(
        folder.Lock, e => new ConflictException("RunInUse", $"Another shell works on run {id}.", "Wait until it is done, then look with Get-WmpRun.", e), _time, stop);

    /// <summary>The open run of a PBX; none where there is none, or what is noted is over.</summary>
    public Run? FindOpen(Uri portal, string pbxId)
    {
        try { return OpenRun(System.Text.Encoding.ASCII.GetString(PrivateFiles.ReadShared(NoteOf(portal, pbxId)))); }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException) { return null; }
        catch (IOException) { return null; } // one begins right now; beginning another meets its lock
    }

    /// <summary>Takes the note of a PBX, so that nobody else begins a run that has to do with it.</summary>
    /// <exception cref="ConflictException">Somebody does (RunInUse).</exception>
    public Task<FileStream> LockPbxAsync(Uri portal, string pbxId, CancellationToken stop)
    {
        PrivateFiles.MakeFolder(Pbxs);
        return FileLock.TakeAsync(
            NoteOf(portal, pbxId), e => new ConflictException("RunInUse", $"Another shell begins a run for PBX {pbxId}.", "Wait until it is done, then look with Get-WmpRun.", e), _time, stop);
    }

    /// <summary>Begins a run, unless one is open for its PBX: that one comes back.</summary>
    public async Task<Run> BeginAsync(Func<string, RunHead> makeHead, Uri portal, string pbxId, CancellationToken stop)
    {
        using var note = await LockPbxAsync(portal, pbxId, stop).ConfigureAwait(false);
        using var reader = new StreamReader(note, System.Text.Encoding.ASCII);
        if (OpenRun(await reader.ReadToEndAsync(
#if NET8_0_OR_GREATER
            stop
#endif
            ).ConfigureAwait(false)) is { } open) return open;

        // The note comes first: a note of a run that never was is passed over, a run that nothing notes would be begun again.
        var id = NewId();
        note.SetLength(0);
        var text = System.Text.Encoding.ASCII.GetBytes(id);
        note.Write(text, 0, text.Length);
        note.Flush(flushToDisk: true);
        var head = makeHead(id);
        FolderOf(id).Create(head);
        return RunKinds.Read(head, []);
    }

    RunFolder FolderOf(string id) => new(Path.Combine(_runs, id), redactor);

    string NoteOf(Uri portal, string pbxId) => Path.Combine(Pbxs, RunKeys.OfPbx(portal, pbxId));

    Run? OpenRun(string id)
    {
        try { return id.Length > 0 && Get(id) is { IsOpen: true } run ? run : null; }
        catch (NotFoundException) { return null; }
    }

    static string NewId()
    {
        var bytes = new byte[8];
        using (var source = RandomNumberGenerator.Create()) source.GetBytes(bytes);
        return Prefix + string.Concat(bytes.Select(one => one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
