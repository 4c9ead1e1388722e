namespace WildixPbx.Engine.Runs;

/// <summary>Files and folders of one user alone, and writes that are on the disk when they return.</summary>
static class PrivateFiles
{
    /// <summary>Makes a folder, and those above it that are missing, for this user alone.</summary>
    public static void MakeFolder(string path)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            // The mode is that of the last folder; those above it would be open to all.
            if (Path.GetDirectoryName(path) is { Length: > 0 } above && !Directory.Exists(above)) MakeFolder(above);
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    /// <summary>Opens a file that only this user may read.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
#if NET8_0_OR_GREATER
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        return new FileStream(path, mode, FileAccess.ReadWrite, share);
#endif
    }

    /// <summary>Writes a new file as a whole: there is either all of it or none.</summary>
    public static void WriteWhole(string path, byte[] content)
    {
        var half = path + ".tmp";
        using (var file = Open(half, FileMode.Create, FileShare.None))
        {
            file.Write(content, 0, content.Length);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path);
    }

    /// <summary>Reads a file that another process may be writing.</summary>
    public static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }
}
