using System.Management.Automation;
using System.Management.Automation.Host;

namespace WildixPbx.Abstractions;

/// <summary>
/// What -FailOn does: counts the states of a licence check and, where one is as bad as that, lets the run of the script end
/// with an exit code of its own. It is no error, so that what comes after, such as a report, is still done.
/// </summary>
sealed class FailOn(LicenseCheckState? limit)
{
    /// <summary>The exit codes; 1 and 2 are taken by PowerShell and by the scripts themselves.</summary>
    public const int GraceFound = 3, EmergencyFound = 4;

    int _grace, _emergency;

    /// <summary>Counts a PBX.</summary>
    public void Count(LicenseCheckState state)
    {
        if (state == LicenseCheckState.Grace) _grace++;
        else if (state == LicenseCheckState.EmergencyOnly) _emergency++;
    }

    /// <summary>The exit code that is due; 0 where nothing was found.</summary>
    public int ExitCode => limit is null ? 0 : _emergency > 0 ? EmergencyFound : limit == LicenseCheckState.Grace && _grace > 0 ? GraceFound : 0;

    /// <summary>Says what was found, and hands the exit code to the host where the session ends by itself.</summary>
    public void End(PSCmdlet cmdlet, PSHost host)
    {
        if (ExitCode == 0) return;
        var ends = EndsByItself(host);
        cmdlet.WriteWarning(FormattableString.Invariant(
            $"-FailOn {limit}: {_grace} {(_grace == 1 ? "PBX" : "PBXs")} in Grace, {_emergency} in EmergencyOnly.{(ends ? $" The exit code is {ExitCode}." : "")}"));
        if (ends) host.SetShouldExit(ExitCode);
    }

    /// <summary>Whether the session was started to run something and end. At a prompt a host would be closed instead.</summary>
    static bool EndsByItself(PSHost host)
    {
        if (host.Name != "ConsoleHost") return !Interactivity.IsInteractive(host) || host.Name == "WildixPbx Shell";
        var words = Environment.GetCommandLineArgs().Skip(1).ToArray();
        if (words.Any(word => Is(word, "noexit", 3))) return false;
        return words.Any(word => Is(word, "file", 1) || Is(word, "command", 1) || Is(word, "encodedcommand", 1) || Is(word, "ec", 2) || word.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            || !Interactivity.IsInteractive(host);
    }

    // PowerShell takes its own parameters by any beginning, after one dash or two.
    static bool Is(string word, string parameter, int least)
        => word.TrimStart('-', '/') is var name && name.Length < word.Length && name.Length >= least && parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
