using System.Runtime.InteropServices;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>Finds the dotnet programs that could run the sandbox, the likeliest first.</summary>
static class DotnetPrograms
{
    /// <summary>Those that are there, each once. Which of them has the runtime shows only when it is tried.</summary>
    public static IReadOnlyList<string> Find()
    {
        var name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "dotnet.exe" : "dotnet";
        var found = new List<string>();
        if (OwnProgram() is { } own && string.Equals(Path.GetFileName(own), name, StringComparison.OrdinalIgnoreCase)) Add(own);
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root) Add(Path.Combine(root, name));
        Add(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"));
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            if (folder.Trim('"', ' ') is { Length: > 0 } clean) Add(Path.Combine(clean, name));
        return found;

        void Add(string? path)
        {
            if (path is { Length: > 0 } && File.Exists(path) && !found.Contains(path)) found.Add(path);
        }
    }

#if NET8_0_OR_GREATER
    static string? OwnProgram() => Environment.ProcessPath;
#else
    static string? OwnProgram()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.MainModule?.FileName;
    }
#endif
}
