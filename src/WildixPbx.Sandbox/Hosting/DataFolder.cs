using System.Security.Cryptography;
using WildixPbx.Sandbox.Simulators;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>Another process runs on the folder.</summary>
sealed class FolderInUseException(string path) : Exception($"Another sandbox runs on '{path}'.");

/// <summary>
/// The folder of the data, held by a lock that the kernel lets go of however this process ends. It is this user's alone.
/// </summary>
sealed class DataFolder : IDisposable
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const string DatabaseName = "portal.db";

    static readonly string[] OwnFiles = ["lock", DatabaseName, "token"];

    readonly string _path;
    readonly bool _isTemporary;
    readonly FileStream _lock;

    /// <summary>Makes the folder where it is missing, and takes it.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="isTemporary">Whether it goes when this is disposed of.</param>
    /// <exception cref="FolderInUseException">Another process has it.</exception>
    public DataFolder(string path, bool isTemporary = false)
    {
        (_path, _isTemporary) = (path, isTemporary);
        Create(path);
        _lock = Lock(Path.Combine(path, "lock"));
    }

    /// <summary>The database's file.</summary>
    public string Database => DatabaseOf(_path);

    /// <summary>The database's file in a folder of data.</summary>
    public static string DatabaseOf(string data) => Path.Combine(data, DatabaseName);

    IEnumerable<string> DatabaseFiles => [Database, Database + "-wal", Database + "-shm"];

    /// <summary>Removes the data; the tokens and the lock stay.</summary>
    public void Reset()
    {
        RemoveBoxes();
        foreach (var file in DatabaseFiles) File.Delete(file);
    }

    /// <summary>The file of the partner's token and the tokens of both, made where they are missing.</summary>
    public (string Path, AccessTokens Tokens) TokenFiles()
    {
        var partner = Path.Combine(_path, "token");
        return (partner, new AccessTokens(ReadOrMake(partner), ReadOrMake(Path.Combine(_path, "manager-token"))));
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (_isTemporary) Remove();
    }

    // Our own files, and the folder if it is empty then: whatever else lies in it is somebody's.
    void Remove()
    {
        try
        {
            RemoveBoxes();
            foreach (var file in DatabaseFiles.Append(Path.Combine(_path, "lock"))) File.Delete(file);
            Directory.Delete(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The parent removes it too, where it is still there.
        }
    }

    void RemoveBoxes()
    {
        var boxes = Path.Combine(_path, BoxFolder.Name);
        if (Directory.Exists(boxes)) Directory.Delete(boxes, recursive: true);
    }

    static string ReadOrMake(string path)
    {
        if (File.Exists(path)) return File.ReadAllText(path).Trim();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        using var file = new FileStream(path, PrivateFile(FileMode.CreateNew, FileShare.None));
        using var writer = new StreamWriter(file);
        writer.WriteLine(token);
        return token;
    }

    FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, PrivateFile(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new FolderInUseException(_path);
        }
    }

    // Somebody's folder that merely was named keeps its mode: the files in it are private anyway.
    static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        const UnixFileMode mode = Private | UnixFileMode.UserExecute;
        Directory.CreateDirectory(path, mode);
        var entries = Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).ToHashSet();
        if (entries.Count == 0 || OwnFiles.Any(entries.Contains)) File.SetUnixFileMode(path, mode);
    }

    static FileStreamOptions PrivateFile(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Private;
        return options;
    }
}
