using System.Text.RegularExpressions;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>Where a sandbox keeps its data.</summary>
static class SandboxFolders
{
    // It becomes a folder's name on every system, and must not climb out of the state folder.
    static readonly Regex Name = new(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant);

    /// <summary>Refuses a name that is no folder's.</summary>
    public static void CheckName(string name)
    {
        if (!Name.IsMatch(name) || name.EndsWith(".", StringComparison.Ordinal))
            throw new ValidationException("SandboxNameInvalid", $"'{name}' can't be the name of a sandbox.", "Take 1 to 64 letters, digits, dots, dashes and underscores; the first and the last are no dot.");
    }

    /// <summary>The folder of a sandbox whose data stay.</summary>
    public static string Lasting(SandboxSettings settings) => Path.GetFullPath(Path.Combine(settings.StatePath, "sandboxes", settings.Name));

    /// <summary>A folder that nobody has, made at once.</summary>
    public static string MakeTemporary()
    {
        var path = Path.Combine(Path.GetTempPath(), "WildixPbx-" + Guid.NewGuid().ToString("N"));
        Make(path);
        return path;
    }

    /// <summary>Makes a folder, and those above it, for this user alone.</summary>
    public static void Make(string path)
    {
        try
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransportException("SandboxFailed", $"The sandbox's folder {path} can't be made: {exception.Message}", $"Give another state folder with -StatePath or {StateFolder.Variable}.", exception);
        }
    }

    /// <summary>Removes a temporary folder. What can't be removed is left to the system's own clearing of temporary files.</summary>
    public static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is private, in the temporary folder, and of no use to anybody.
        }
    }
}
