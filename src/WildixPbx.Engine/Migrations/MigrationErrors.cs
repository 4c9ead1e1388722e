using WildixPbx.Runs;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Migrations;

/// <summary>The errors of moves to the Cloud.</summary>
static class MigrationErrors
{
    const string RefusedPassword = "TargetPasswordRefused", UnreachableTarget = "TargetUnreachable";

    /// <summary>Whether the script ended before it moved anything, so that running it again repeats nothing.</summary>
    public static bool HasMovedNothing(WildixPbxException error) => error.Problem is RefusedPassword or UnreachableTarget;

    /// <summary>The script ended, and says that it failed.</summary>
    public static WildixPbxException OfScript(ConversationEnd end, MigrationPlan plan, string? target, string transcript)
    {
        var code = end.ExitCode is { } number ? FormattableString.Invariant($"exit code {number}") : "no exit code";
        var said = end.Text is { Length: > 0 } text ? $": {text}" : ".";
        return end.Word switch
        {
            "PasswordRefused" => TargetPasswordRefused(plan, target, said, transcript),
            "TargetUnreachable" => new TransportException(
                UnreachableTarget, $"migrate2cloud on {plan.Box} does not reach Cloud PBX '{target}'{said}", "See that it is up and reached from the old box") { Transcript = transcript },
            "RunsAlready" => StillRunning(plan, transcript),
            "DiskFull" => new ConflictException(
                "TargetFull", $"Cloud PBX '{target}' has no room left for the data{said}", "Make the database smaller, or leave groups of data out: give the move up and begin anew with -Exclude") { Transcript = transcript },
            _ => new ConflictException("MigrationFailed", $"migrate2cloud on {plan.Box} ended with {code}{said}", "Read the transcript, and remove what the script says") { Transcript = transcript },
        };
    }

    /// <summary>The script came to its end and moved other data than were chosen; none where it moved those.</summary>
    public static ValidationException? OfChoice(RunHead head, DataChoice data, IReadOnlyList<(string Group, bool Moves)> answers, string? transcript)
    {
        var unmatched = data.Unmatched([.. answers.Select(answer => answer.Group)]).ToArray();
        if (unmatched.Length == 0 && (answers.Count == 0 || answers.Any(answer => answer.Moves))) return null;
        var (moved, stayed) = (MigrationData.Names(answers, true), MigrationData.Names(answers, false));
        var came = answers.Count == 0 ? "migrate2cloud asked about no group of data, and moved what it moves unasked"
            : $"migrate2cloud has moved {(moved.Length == 0 ? "nothing" : moved)}{(stayed.Length == 0 ? "" : $", and not {stayed}")}";
        return new ValidationException(
            unmatched.Length > 0 ? MigrationData.Unmatched : MigrationData.Nothing,
            unmatched.Length > 0 ? $"No group of data is called {string.Join(", ", unmatched.Select(pattern => $"'{pattern}'"))}: {came}." : $"{came}.",
            $"Resume-PbxMigration {head.Id} with -Include or -Exclude anew, such as -Include *, runs the script once more")
        { Transcript = transcript };
    }

    /// <summary>The script said nothing for longer than it may.</summary>
    public static TimeoutException ScriptSilent(TimeoutException error, string transcript) => new(
        error.Problem, error.Message, "Look at the box before you repeat it, or give a longer -PatienceSec", error) { Transcript = transcript };

    /// <summary>The Cloud PBX does not take the password that it is said to have before the move.</summary>
    public static AuthenticationException TargetPasswordRefused(MigrationPlan plan, string? target, string said, string? transcript) => new(
        RefusedPassword, $"migrate2cloud on {plan.Box} says that Cloud PBX '{target}' does not accept its password{said}", "Give the password that its admin has before the move with -TargetPassword") { Transcript = transcript };

    /// <summary>The script is still at work, though nobody listens to it any more.</summary>
    public static ConflictException StillRunning(MigrationPlan plan, string? transcript = null) => new(
        "MigrationStillRunning", $"migrate2cloud still runs on {plan.Box}; a second one was not started.", "Wait until it has ended (Invoke-PbxCommand with 'ps ax' shows it)") { Transcript = transcript };

    /// <summary>The login at the end was refused.</summary>
    public static AuthenticationException OldPasswordRefused(RunHead head, MigrationPlan plan, Exception inner) => new(
        "OldPasswordRefused",
        $"The data of '{head.Pbx}' were moved, and {plan.TargetBox} does not take the old box's password of admin.",
        $"Log in by hand: a PBX with two-factor login takes no password here. If that works, Resume-PbxMigration {head.Id} -SkipLoginCheck ends the run; if the password was another, give it with -OldPassword", inner);

    /// <summary>The password that the login at the end is to be checked with is not the old box's.</summary>
    public static AuthenticationException OldPasswordWrong(string pbx) => new(
        "OldPasswordRefused", $"The old box of '{pbx}' does not take the old password, but takes that of the login over SSH: nothing was done.", "Give the old box's password of admin with -OldPassword, or leave it out.");

    /// <summary>Nothing says which password the check takes.</summary>
    public static ValidationException NoOldPassword(MigrationPlan plan) => new(
        "OldPasswordMissing", $"Nothing says which password {plan.TargetBox} has to take after the move.", "Give the old box's password of admin with -OldPassword, or leave the check out with -SkipLoginCheck");

    /// <summary>The serial is another PBX's by now.</summary>
    public static ConflictException TargetIsAnother(MigrationPlan plan, Pbx found) => new(
        "TargetChanged", $"Serial {plan.TargetSerial} was '{plan.TargetPbx}' when the move was agreed to, and is '{found.Name}' now.", "Look at both with Get-WmpPbx, and begin anew.");

    /// <summary>The Cloud PBX has another customer by now.</summary>
    public static ConflictException TargetHasOtherCustomer(RunHead head, Pbx target, Pbx source) => new(
        "TargetChanged", $"Cloud PBX '{target.Name}' belongs to '{target.Customer}' now, and '{head.Pbx}' to '{source.Customer}': no data go there.", $"Look at both with Get-WmpPbx, and give the run up: Stop-PbxMigration {head.Id}");

    /// <summary>Another PBX moves to that Cloud PBX, or has.</summary>
    public static ConflictException TargetTaken(MigrationPlan plan, PbxMigration other) => new(
        "TargetTaken",
        $"Run {other.Id} {(other.IsOpen ? "moves" : "has moved")} PBX '{other.Pbx}' to Cloud PBX '{plan.TargetPbx}': the data of a second one would be written over its.",
        other.IsOpen ? $"Give the serial of another Cloud PBX, or end that run: Resume-PbxMigration {other.Id}, or Stop-PbxMigration {other.Id}."
            : $"Give the serial of another Cloud PBX. If that one's data may go, Remove-WmpRun {other.Id} forgets that it has them.");

    /// <summary>The Cloud PBX is no more.</summary>
    public static ConflictException TargetGone(Pbx pbx) => new(
        "TargetGone", $"Cloud PBX '{pbx.Name}' ({pbx.Id}) has no serial and licences any more: somebody has moved it.", "Look at it with Get-WmpPbx and Get-WmpAuditEvent");

    /// <summary>The Cloud PBX does not become active.</summary>
    public static TimeoutException NotActive(Pbx pbx, TimeSpan patience) => new(
        "TargetNotActive", FormattableString.Invariant($"Cloud PBX '{pbx.Name}' was still {pbx.State} after {patience.TotalSeconds:0} s; about 3 minutes are usual."), "Look at it with Get-WmpPbx");

    /// <summary>Somebody has begun to give the run up.</summary>
    public static ConflictException Stopping(RunHead head) => new("RunStopping", $"Run {head.Id} for PBX '{head.Pbx}' is being given up.", $"Stop-PbxMigration {head.Id} goes on with that.");

    /// <summary>The run has come to its end.</summary>
    public static ConflictException Completed(RunHead head) => new(
        "RunCompleted", $"Run {head.Id} is completed: PBX '{head.Pbx}' is in the Cloud. There is no way back.", "A backup of the old box and a new PBX would be one, by hand.");
}
