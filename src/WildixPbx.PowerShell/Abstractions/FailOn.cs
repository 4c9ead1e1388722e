using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.CompilerServices;
using WildixPbx.LicenseReports;

namespace WildixPbx.Abstractions;

/// <summary>
/// What -FailOn does: counts the states of a licence check and, where one is as bad as that, lets the run of the script end
/// with an exit code of its own. It is no error, so that what comes after, such as a report, is still done.
/// </summary>
sealed class FailOn(LicenseCheckLimit? limit)
{
    /// <summary>The exit codes. 1 is also PowerShell's own for a script that failed.</summary>
    public const int Broken = 1, Missed = 2, GraceFound = 3, EmergencyFound = 4, AttentionFound = 5;

    // From the least to the worst.
    static readonly int[] Codes = [0, Missed, Broken, AttentionFound, GraceFound, EmergencyFound];

    // The worst that a session was told, so that a later call that finds less takes nothing back.
    static readonly ConditionalWeakTable<PSHost, StrongBox<int>> Worst = new();

    int _grace, _emergency, _unknown, _notCovered, _looks, _missed, _told;

    /// <summary>The exit code that is due; 0 where nothing was found.</summary>
    public int ExitCode
        => limit is null ? 0
            : _emergency > 0 ? EmergencyFound
            : limit >= LicenseCheckLimit.Grace && _grace > 0 ? GraceFound
            : limit >= LicenseCheckLimit.Attention && _unknown + _notCovered + _looks > 0 ? AttentionFound
            : _missed > 0 ? Missed
            : 0;

    /// <summary>
    /// Counts a PBX that is about to be written, and hands a worse exit code to the host at once: what comes after in the
    /// pipeline may end it there, because it has seen enough or because it failed.
    /// </summary>
    public void Count(LicenseCheckStatus status, PSHost host)
    {
        var state = status.State;
        if (state == LicenseCheckState.Grace) _grace++;
        else if (state == LicenseCheckState.EmergencyOnly) _emergency++;
        else if (state == LicenseCheckState.Unknown) _unknown++;
        else if (state == LicenseCheckState.NotCovered) _notCovered++;
        else if (status.NeedsAction()) _looks++;
        else return;
        TellIfWorse(host);
    }

    /// <summary>Counts an input that could not be judged: what is not known of it may be the worst.</summary>
    public void Miss(PSHost host)
    {
        _missed++;
        TellIfWorse(host);
    }

    /// <summary>Says what was found.</summary>
    /// <param name="cmdlet">The command, which warns.</param>
    /// <param name="host">The host that the exit code is for.</param>
    /// <param name="nothingCame">Whether a pipeline had no input at all, such as a file without rows: nothing was looked at.</param>
    public void End(PSCmdlet cmdlet, PSHost host, bool nothingCame)
    {
        if (limit is not null && nothingCame)
        {
            Break(host);
            cmdlet.WriteWarning($"-FailOn {limit}: no input came in, so that nothing was judged.{Ending(host, Broken)}");
        }

        if (ExitCode == 0) return;
        var others = limit == LicenseCheckLimit.Attention ? FormattableString.Invariant($", {_unknown} Unknown, {_notCovered} NotCovered")
            + (_looks > 0 ? FormattableString.Invariant($", {_looks} that {(_looks == 1 ? "needs" : "need")} a look") : "") : "";
        if (_missed > 0) others += FormattableString.Invariant($", {_missed} {(_missed == 1 ? "input" : "inputs")} that could not be judged");
        cmdlet.WriteWarning(FormattableString.Invariant($"-FailOn {limit}: {_grace} {(_grace == 1 ? "PBX" : "PBXs")} in Grace, {_emergency} in EmergencyOnly{others}.{Ending(host, ExitCode)}"));
    }

    static string Ending(PSHost host, int code) => EndsByItself(host) ? FormattableString.Invariant($" The exit code is {Tell(host, code)}.") : "";

    /// <summary>
    /// For a pipeline that an error ended before the first PBX, such as a report that can't be begun: nothing was looked at,
    /// and a job that goes on after the error must not end like one that found nothing.
    /// </summary>
    public void Break(PSHost host)
    {
        if (limit is not null && EndsByItself(host)) Tell(host, Broken);
    }

    void TellIfWorse(PSHost host)
    {
        if (ExitCode == _told) return;
        _told = ExitCode;
        if (EndsByItself(host)) Tell(host, _told);
    }

    static int Tell(PSHost host, int code)
    {
        var worst = Worst.GetOrCreateValue(host);
        if (Array.IndexOf(Codes, code) > Array.IndexOf(Codes, worst.Value)) worst.Value = code;
        host.SetShouldExit(worst.Value);
        return worst.Value;
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
