namespace WildixPbx.Runs;

using static MigrationSteps;

/// <summary>
/// What state the two boxes of a move are in, as far as the run knows, and what to do next. That the script leaves the
/// data on the old box is what the guide lets expect, and is not stated in it.
/// </summary>
public static class MigrationWords
{
    /// <summary>What is said of a box when the journal has no line: the run has only begun, or the journal is gone.</summary>
    public const string NothingOnRecord = "not known: nothing is on record";

    /// <summary>The old box.</summary>
    public static string OldBox(MigrationPlan plan, IReadOnlyList<RunEntry> journal)
    {
        if (journal.Count == 0) return NothingOnRecord;
        if (IsDone(journal, Stop)) return IsDone(journal, CreateInstance) ? "has serial and licences back at the portal" : "as before";
        if (plan.Kind == MigrationKind.NewInstance)
            return !MayHaveMoved(journal) ? "as before" : !IsDone(journal, MoveData) && !MigrationData.IsOtherThanChosen(journal) ? "keeps its licences; its data are being copied" : "keeps its licences, and stays on until somebody switches it off";
        return !MayBeMade(journal) ? "as before"
            : !IsDone(journal, CreateInstance) ? "may have lost serial and licences at the portal, whose answer is not known"
            : IsDone(journal, MoveData) ? "without serial and licences; stops once that is synced"
            : "without serial and licences at the portal, and stops once that is synced; holds all data";
    }

    /// <summary>The Cloud PBX.</summary>
    public static string CloudBox(MigrationPlan plan, IReadOnlyList<RunEntry> journal)
    {
        if (journal.Count == 0) return NothingOnRecord;
        var stopped = IsDone(journal, Stop);
        if (plan.Kind == MigrationKind.Subscription)
        {
            if (stopped ? !IsDone(journal, CreateInstance) : !MayBeMade(journal)) return "not made";
            if (stopped) return "emptied at the portal" + (MayHaveMoved(journal) ? "; may hold data of the old one" : "");
            if (!IsDone(journal, CreateInstance)) return "may be made; the portal's answer is not known";
            if (!IsDone(journal, Activation)) return "made, not known to be active yet, without data";
        }

        return !MayHaveMoved(journal) ? "without the old one's data"
            : !IsDone(journal, MoveData) ? MigrationData.IsOtherThanChosen(journal) ? MigrationData.Held(journal) : "may hold a part of the data"
            : MigrationData.Held(journal) + (journal.LastOrDefault(entry => entry is { Step: CheckLogin, Event: RunEvent.Done }) is not { } check ? "; its login is not checked yet"
                : check.Skipped == true ? "; nobody has checked whether it takes the old password" : "; takes the old password");
    }

    /// <summary>What to do next; empty when the run has ended.</summary>
    public static string Next(string id, RunState state, string step, RunEntry? failure) => (state, step) switch
    {
        (RunState.Completed or RunState.Stopped or RunState.Failed, _) => "",
        (_, Stop) => $"{Cause(failure)}Stop-PbxMigration {id}; where the portal has taken nothing back, Resume-PbxMigration {id} goes on with the move",
        (RunState.Waiting, _) => $"Resume-PbxMigration {id} once the Cloud PBX is active, about 3 minutes after it was made",
        (RunState.NeedsAttention, _) => $"{Cause(failure)}Resume-PbxMigration {id} goes on, Stop-PbxMigration {id} gives it up",
        _ => $"Resume-PbxMigration {id}",
    };

    /// <summary>What a step does, for a question.</summary>
    public static string Of(string step, MigrationPlan plan) => step switch
    {
        CheckTarget => $"look whether Cloud PBX '{plan.TargetPbx}' is active",
        CreateInstance => $"have the portal make the Cloud instance in {plan.Region}, which takes serial, name, term and licences",
        Activation => "wait until it is active",
        MoveData => $"run migrate2cloud on {plan.Box}",
        CheckLogin => $"log in to {plan.TargetBox} with the old password",
        _ => "end it",
    };

    static string Cause(RunEntry? failure) => failure?.Action is { Length: > 0 } action ? action.TrimEnd('.') + ". Then: " : "";
}
