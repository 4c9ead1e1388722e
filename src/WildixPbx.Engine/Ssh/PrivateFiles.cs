namespace WildixPbx.Engine.Ssh;

/// <summary>Files and folders that are made for this user alone. What is there already keeps its mode.</summary>
static class PrivateFiles
{
    /// <summary>Makes a folder, and those above it, where they are missing.</summary>
    public static void MakeFolder(string path)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    /// <summary>Opens a file to write to it.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
#if NET8_0_OR_GREATER
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        return new FileStream(path, mode, FileAccess.Write, FileShare.Read);
#endif
    }
}
