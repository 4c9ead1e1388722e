using System.Text;
using WildixPbx.Shell.StandIns;

namespace WildixPbx.Shell;

/// <summary>The text of -Help.</summary>
static class Usage
{
    const int Width = 100;

    public static string Text() => $"""
        Runs a PowerShell script or command with the WildixPbx module, on machines where pwsh is not installed.

          WildixPbx.Shell [-NonInteractive] [-File] script.ps1 [arguments]
          WildixPbx.Shell [-NonInteractive] -Command '...'

        From the repository: dotnet run --project src/WildixPbx.Shell -- script.ps1 [arguments]

          -File            a script and its arguments: values, -Name value, -Switch, -Name:value, -Switch:$false
          -Command         all that follows is the command
          -NonInteractive  a question that would wait for an answer is an error; so it is when input is redirected
          -Help            this text
          -NoProfile, -NoLogo are accepted and change nothing

        Output and Write-Host go to stdout; errors, warnings, verbose and debug text, questions and progress to stderr.
        Exit code: the script's own `exit n`; 1 after a terminating error; 2 when called wrongly; 130 after Ctrl+C,
        143 after SIGTERM; otherwise 0. The first Ctrl+C stops the script (finally blocks run), the second ends at once.

        {ModuleLocator.Variable} names the module's manifest when it is not the one of this repository.
        NO_COLOR turns colours off.

        This is a crutch, not a PowerShell: where pwsh is to be had, use pwsh and Import-Module. The engine comes without most
        of PowerShell's everyday cmdlets. In their place stand these, with the parameters that scripts use most, and only
        where the real one is absent. They are partial:

        {Wrap(StandIn.All.Select(standIn => standIn.Name))}

        There is no Format-Table or other Format-*: what reaches the end of the pipeline is formatted by itself. Choose what
        it shows with Select-Object.

        """;

    static string Wrap(IEnumerable<string> names)
    {
        var text = new StringBuilder();
        var length = 0;
        foreach (var name in names)
        {
            var separator = length == 0 ? "  " : length + name.Length + 2 > Width ? ",\n  " : ", ";
            text.Append(separator).Append(name);
            length = separator.Contains('\n', StringComparison.Ordinal) ? name.Length + 2 : length + separator.Length + name.Length;
        }

        return text.ToString();
    }
}
