using System.Collections.Concurrent;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <summary>A known_hosts file. Read anew each time, since ssh and other sessions write to it too.</summary>
sealed class KnownHosts(string path) : IHostKeys
{
    // Two boxes may be met for the first time at once, and a line that is removed makes the file anew.
    static readonly ConcurrentDictionary<string, object> Gates = new(StringComparer.Ordinal);

    readonly object _gate = Gates.GetOrAdd(path, static _ => new object());

    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public IReadOnlyList<PbxHostKey> All() => [.. Lines().Select(KnownHostLine.Parse).OfType<KnownHostLine>().Select(line => line.Key)];

    /// <inheritdoc/>
    public IReadOnlyList<PbxHostKey> Of(string host, int port)
    {
        var name = HostNames.NameOf(host, port);
        return [.. Lines().Select(KnownHostLine.Parse).OfType<KnownHostLine>().Where(line => HostNames.Covers(line.Names, name)).Select(line => line.Key with { HostName = host, Port = port })];
    }

    /// <inheritdoc/>
    public bool Add(PbxHostKey key)
    {
        lock (_gate)
        {
            var known = Of(key.HostName, key.Port);
            if (known.Any(other => other.PublicKey == key.PublicKey && other.IsRevoked)) throw HostKeyErrors.Revoked(key, path);
            if (known.Any(other => other.PublicKey == key.PublicKey)) return false;

            // Another kind of key of a box that is known is another key: whoever sits in between could offer one.
            if (known.Any(other => !other.IsRevoked)) throw HostKeyErrors.Changed(key, [.. known.Where(other => !other.IsRevoked)], path);
            Write(() =>
            {
                PrivateFiles.MakeFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
                var isWhole = !File.Exists(path) || File.ReadAllText(path) is not { Length: > 0 } text || text[text.Length - 1] == '\n';
                using var file = new StreamWriter(PrivateFiles.Open(path, FileMode.Append));
                file.Write((isWhole ? "" : "\n") + KnownHostLine.Of(key) + "\n");
            });
            return true;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PbxHostKey> Remove(string host, int port)
    {
        var name = HostNames.NameOf(host, port);
        var removed = new List<PbxHostKey>();
        lock (_gate)
        {
            var kept = new List<string>();
            foreach (var line in Lines())
            {
                // A key that is revoked stays so: to forget that would be to trust it again.
                if (KnownHostLine.Parse(line) is { Key.IsRevoked: false } parsed && HostNames.IsOnly(parsed.Names, name)) removed.Add(parsed.Key with { HostName = host, Port = port });
                else kept.Add(line);
            }

            if (removed.Count > 0) Write(() => Replace(kept));
        }

        return removed;
    }

    string[] Lines()
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ValidationException("KnownHostsUnreadable", $"The host keys in {path} can't be read: {exception.Message}", "Give the path of a known_hosts file that you may read, or leave -KnownHostsPath out.", exception);
        }
    }

    void Replace(List<string> lines)
    {
        var whole = path + ".new";
        using (var file = new StreamWriter(PrivateFiles.Open(whole, FileMode.Create)))
            foreach (var line in lines) file.Write(line + "\n");
#if NET8_0_OR_GREATER
        File.Move(whole, path, overwrite: true);
#else
        File.Delete(path);
        File.Move(whole, path);
#endif
    }

    void Write(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ValidationException("KnownHostsUnwritable", $"The host keys in {path} can't be written: {exception.Message}", "Give the path of a known_hosts file that you may write, or leave -KnownHostsPath out.", exception);
        }
    }
}
