using System.Text.Json;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>
/// The files of one run: the head, written once as a whole; the journal, only ever added to; and the transcript, for
/// people. No token is in any of them.
/// </summary>
sealed class RunFolder(string path, Redactor redactor)
{
    const byte NewLine = (byte)'\n';

    static readonly JsonSerializerOptions Json = new(WireJson.Options) { IgnoreReadOnlyProperties = true };

    readonly object _gate = new();

    string Head => Path.Combine(path, "head.json");

    string Journal => Path.Combine(path, "journal.jsonl");

    /// <summary>The file of what people may read of the run.</summary>
    public string Transcript => Path.Combine(path, "transcript.log");

    /// <summary>Whether there is a run. A folder without a head is one that never began: nothing was sent for it.</summary>
    public bool Exists => File.Exists(Head);

    /// <summary>The file whose lock says that somebody works on the run.</summary>
    public string Lock => Path.Combine(path, "lock");

    /// <summary>Makes the folder and writes the head.</summary>
    /// <exception cref="ConflictException">It can't be written (RunUnwritable).</exception>
    public void Create(RunHead head)
    {
        try
        {
            PrivateFiles.MakeFolder(path);
            PrivateFiles.WriteWhole(Head, JsonSerializer.SerializeToUtf8Bytes(head, Json));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw Unwritable(Head, e); }
    }

    /// <summary>The head.</summary>
    /// <exception cref="ConflictException">It can't be read (RunUnreadable).</exception>
    public RunHead ReadHead()
    {
        try { return JsonSerializer.Deserialize<RunHead>(PrivateFiles.ReadShared(Head), Json) is { } head && RunKinds.IsWhole(head) ? head : throw new JsonException("It is not whole."); }
        catch (Exception e) when (e is JsonException or NotSupportedException or IOException or UnauthorizedAccessException) { throw Unreadable(Head, e); }
    }

    /// <summary>The journal. A last line without an end is one that was being written when the process died: it says nothing.</summary>
    /// <exception cref="ConflictException">It can't be read (RunUnreadable).</exception>
    public IReadOnlyList<RunEntry> ReadJournal()
    {
        if (!File.Exists(Journal)) return [];
        var line = 0;
        try
        {
            var entries = new List<RunEntry>();
            var content = PrivateFiles.ReadShared(Journal);
            for (var (from, to) = (0, Array.IndexOf(content, NewLine)); to >= 0; (from, to) = (to + 1, Array.IndexOf(content, NewLine, to + 1)))
            {
                line++;
                entries.Add(JsonSerializer.Deserialize<RunEntry>(content.AsSpan(from, to - from), Json) ?? throw new JsonException("A line is null."));
            }

            return entries;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or IOException or UnauthorizedAccessException) { throw Unreadable(Journal, e, line); }
    }

    /// <summary>Adds a line to the journal. It is on the disk when this returns. Only for whoever holds the lock.</summary>
    /// <exception cref="ConflictException">It can't be written (RunUnwritable).</exception>
    public void Append(RunEntry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry with { Error = redactor.RedactOptional(entry.Error), Action = redactor.RedactOptional(entry.Action) }, Json);
        try
        {
            using var file = PrivateFiles.Open(Journal, FileMode.OpenOrCreate, FileShare.ReadWrite);
            file.Seek(EndOfLastLine(file), SeekOrigin.Begin);
            file.SetLength(file.Position);
            file.Write(line, 0, line.Length);
            file.WriteByte(NewLine);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw Unwritable(Journal, e); }

        Tell(FormattableString.Invariant($"{entry.Step} {entry.Event}{(entry.Error is null ? "" : ": " + entry.Error)}"), entry.At);
    }

    /// <summary>Adds a line to the transcript, from any thread. What can't be written is left out: the journal is what counts.</summary>
    public void Tell(string line, DateTimeOffset at)
    {
        try
        {
            var text = System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z {redactor.Redact(line)}\n"));
            lock (_gate)
            {
                using var file = PrivateFiles.Open(Transcript, FileMode.OpenOrCreate, FileShare.ReadWrite);
                file.Seek(0, SeekOrigin.End);
                file.Write(text, 0, text.Length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody is helped by a run that stops because its transcript can't be written.
        }
    }

    /// <summary>Removes the head, without which there is no run, and what belongs to it. Only for whoever holds the lock.</summary>
    public void RemoveRun()
    {
        foreach (var file in (string[])[Head, Journal, Transcript]) File.Delete(file);
    }

    /// <summary>Removes the folder.</summary>
    public void RemoveRest() => Directory.Delete(path, recursive: true);

    static long EndOfLastLine(FileStream file)
    {
        for (var end = file.Length; end > 0; end--)
        {
            file.Seek(end - 1, SeekOrigin.Begin);
            if (file.ReadByte() == NewLine) return end;
        }

        return 0;
    }

    /// <summary>A file or folder of runs can't be written.</summary>
    public static ConflictException Unwritable(string file, Exception inner) => new(
        "RunUnwritable", $"{file} can't be written: {inner.Message}",
        $"Make room or give rights there, or name another state folder with -StatePath or {StateFolder.Variable}; then repeat.", inner);

    ConflictException Unreadable(string file, Exception inner, int line = 0) => new(
        "RunUnreadable",
        inner is JsonException ? $"{(line == 0 ? file : FormattableString.Invariant($"Line {line} of {file}"))} is damaged{(line == 0 ? "" : $", so nobody can tell how far run {Path.GetFileName(path)} got")}."
            : $"{file} can't be read: {inner.Message}",
        inner is JsonException ? "Do not simply remove it: the PBX may be without licences between two steps. Get-WmpPbx and Get-WmpAuditEvent of the PBX tell what took place. Once the PBX is as it should be, remove the run with Remove-WmpRun -Force."
            : "See that the file can be read, and look at the PBX.",
        inner);
}
