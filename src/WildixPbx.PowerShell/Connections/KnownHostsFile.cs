using System.Management.Automation;
using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>Where the files about SSH lie that a state folder may hold.</summary>
static class KnownHostsFile
{
    const string Name = "known_hosts", Prompts = "terminal-prompts.json";

    /// <summary>The file of trusted host keys.</summary>
    public static string Of(PSCmdlet cmdlet, string? path, string? statePath)
        => path is null ? Path.Combine(FolderOf(cmdlet, statePath), Name) : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    /// <summary>The file of a terminal's prompts; none where there is none and none is given.</summary>
    public static string? PromptsOf(PSCmdlet cmdlet, string? path, string? statePath)
    {
        if (path is not null) return cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        var own = Path.Combine(FolderOf(cmdlet, statePath), Prompts);
        return File.Exists(own) ? own : null;
    }

    static string FolderOf(PSCmdlet cmdlet, string? statePath)
        => StateFolder.Resolve(statePath is null ? null : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(statePath));
}
