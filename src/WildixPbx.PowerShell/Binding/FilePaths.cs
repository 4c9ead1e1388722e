using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>Paths of files that need not be there yet.</summary>
static class FilePaths
{
    /// <summary>The full path of a file.</summary>
    /// <exception cref="ValidationException">It is on a drive that holds no files, such as Env:, or on none that there is.</exception>
    public static string Of(PSCmdlet cmdlet, string path, string parameter)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw Elsewhere($"it leads to {provider.Name}", null);
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or PSNotSupportedException or PSArgumentException) { throw Elsewhere(e.Message.TrimEnd('.'), e); }

        ValidationException Elsewhere(string why, Exception? inner)
            => new("Validation", $"The path '{path}' is not in the file system: {why}.", "Give a path of a folder or a drive of this machine.", inner) { Column = parameter };
    }
}
