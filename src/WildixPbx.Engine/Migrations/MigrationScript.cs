using System.Security;
using System.Text.RegularExpressions;
using WildixPbx.Runs;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Migrations;

/// <summary>The guide's script on the old box: how it is come to, started and looked for.</summary>
static class MigrationScript
{
    const string Name = "migrate2cloud", Dialogue = "MoveToCloud", Processes = "ps ax";

    // What is typed in a root shell is a name of letters and digits, and no more.
    static readonly Regex Serial = new(@"\A[0-9A-Za-z]{6,32}\z", RegexOptions.CultureInvariant);

    static readonly Regex Running = new(@"(?:\A|[\s/])" + Name + @"(?:\s|\z)", RegexOptions.CultureInvariant);

    static readonly TimeSpan Answer = TimeSpan.FromSeconds(30), Interval = TimeSpan.FromSeconds(1);

    // A script whose connection is gone may take a moment to end with it.
    const int Looks = 10;

    /// <summary>A root shell on the old box. Source: the guide, which opens the terminal, takes option 10 and becomes root by <c>su - wildix</c>.</summary>
    public static async Task<ITerminal> RootAsync(ISshSession session, MigrationAccess access, CancellationToken stop)
    {
        var terminal = await session.OpenTerminalAsync(access.PromptsPath, stop).ConfigureAwait(false);
        try
        {
            await terminal.OpenShellAsync(Answer, stop).ConfigureAwait(false);
            await terminal.BecomeRootAsync(access.RootPassword, Answer, stop).ConfigureAwait(false);
            return terminal;
        }
        catch
        {
            terminal.Dispose();
            throw;
        }
    }

    /// <summary>The script with its questions and its secrets.</summary>
    public static Conversation Of(MigrationPlan plan, MigrationAccess access, MigrationTalk talk, Action<string> line, Action<string, bool> answered) => new()
    {
        Command = CommandOf(plan),
        Dialogue = Dialogue,
        Secrets = access.TargetPassword is { } password ? new Dictionary<string, SecureString> { ["targetPassword"] = password } : new Dictionary<string, SecureString>(),
        Ask = async (question, stop) =>
        {
            var answer = plan.Data.Moves(question.Name) ?? await talk.Ask(question, stop).ConfigureAwait(false);
            if (answer is { } moves) answered(question.Name, moves);
            return answer;
        },
        Line = line,
        Patience = access.Patience,
    };

    /// <summary>Whether the script is at work on the old box, and stays so for a while.</summary>
    public static async Task<bool> IsRunningAsync(ISshSession session, MigrationAccess access, CancellationToken stop)
    {
        var pause = access.PollInterval < Interval ? access.PollInterval : Interval;
        for (var look = 1; ; look++)
        {
            var isRunning = false;
            await session.RunAsync(Processes, line => isRunning |= Running.IsMatch(line.Text), access.OldBox.Timeout, stop).ConfigureAwait(false);
            if (!isRunning || look == Looks) return isRunning;
            await Task.Delay(pause, stop).ConfigureAwait(false);
        }
    }

    static string CommandOf(MigrationPlan plan)
    {
        if (plan.Kind == MigrationKind.Subscription) return Name;
        var serial = plan.TargetSerial ?? "";
        return Serial.IsMatch(serial) ? $"{Name} -s {serial}" : throw new ValidationException(
            "TargetSerialInvalid", $"'{serial}' can't be typed as the serial of the Cloud PBX: it takes letters and digits only.", "Give the serial as the portal shows it.");
    }
}
