namespace WildixPbx.Runs;

/// <summary>The steps of a move to the Cloud: which comes next, and where the run stands, as its journal alone tells it.</summary>
public static class MigrationSteps
{
    /// <summary>Looks whether the Cloud PBX that the data go to is there and active.</summary>
    public const string CheckTarget = nameof(CheckTarget);

    /// <summary>Has the portal make the Cloud instance: the guide's first step for a subscription.</summary>
    public const string CreateInstance = nameof(CreateInstance);

    /// <summary>Waits for the Cloud instance to become active.</summary>
    public const string Activation = nameof(Activation);

    /// <summary>Runs the script on the old box that moves the data: the guide's second step.</summary>
    public const string MoveData = nameof(MoveData);

    /// <summary>Logs in to the Cloud PBX with the old password.</summary>
    public const string CheckLogin = nameof(CheckLogin);

    /// <summary>Ends it by hand, and takes back what the portal has done.</summary>
    public const string Stop = nameof(Stop);

    static readonly string[] OfSubscription = [CreateInstance, Activation, MoveData, CheckLogin], OfNewInstance = [CheckTarget, MoveData, CheckLogin];

    /// <summary>The steps of a kind, in order.</summary>
    public static IReadOnlyList<string> Of(MigrationKind kind) => kind == MigrationKind.Subscription ? OfSubscription : OfNewInstance;

    /// <summary>The step to do next; none when the run has ended.</summary>
    public static RunStep? Next(MigrationPlan plan, IReadOnlyList<RunEntry> journal)
        => StateOf(plan, journal) is RunState.Running or RunState.Waiting or RunState.NeedsAttention ? StepOf(Current(plan, journal), journal) : null;

    /// <summary>A step with what the journal knows of it.</summary>
    public static RunStep StepOf(string name, IReadOnlyList<RunEntry> journal)
    {
        var of = journal.Where(entry => entry.Step == name).ToList();
        var open = of.Skip(of.FindLastIndex(entry => entry.Event is RunEvent.Done or RunEvent.Refused) + 1);
        return new RunStep(name, of.Count(entry => entry.Event == RunEvent.Refused), open.LastOrDefault(entry => entry.Event == RunEvent.Began));
    }

    /// <summary>Where a run stands.</summary>
    public static RunState StateOf(MigrationPlan plan, IReadOnlyList<RunEntry> journal)
    {
        var (current, steps) = (Current(plan, journal), Of(plan.Kind));
        if (Is(journal, Stop, RunEvent.Done)) return RunState.Stopped;
        if (Is(journal, steps[0], RunEvent.Refused)) return RunState.Failed;
        if (Is(journal, steps[steps.Count - 1], RunEvent.Done)) return RunState.Completed;
        return journal.LastOrDefault(entry => entry.Step == current)?.Event switch
        {
            RunEvent.Failed or RunEvent.Refused => RunState.NeedsAttention,
            RunEvent.Began when current is CheckTarget or Activation => RunState.Waiting,
            _ => RunState.Running,
        };
    }

    /// <summary>Whether the portal may have made the Cloud instance: it was asked to, and has not refused.</summary>
    public static bool MayBeMade(IReadOnlyList<RunEntry> journal) => Is(journal, CreateInstance, RunEvent.Began) && !Is(journal, CreateInstance, RunEvent.Refused);

    /// <summary>Whether a step was done.</summary>
    public static bool IsDone(IReadOnlyList<RunEntry> journal, string step) => Is(journal, step, RunEvent.Done);

    /// <summary>Whether the script may have moved something: it was started, and did not end before it moved anything.</summary>
    public static bool MayHaveMoved(IReadOnlyList<RunEntry> journal)
    {
        var of = journal.Where(entry => entry.Step == MoveData && entry.Event != RunEvent.Answered).ToArray();
        return of.Where((entry, at) => entry.Event == RunEvent.Began && !(at + 1 < of.Length && of[at + 1].Event == RunEvent.Refused)).Any();
    }

    /// <summary>Whether the end by hand has begun, and is not over.</summary>
    public static bool IsStopping(IReadOnlyList<RunEntry> journal) => journal.LastOrDefault(entry => entry.Step == Stop) is { Event: RunEvent.Began or RunEvent.Failed };

    /// <summary>The Cloud PBX; none where it is not made yet.</summary>
    public static (string? Id, string? Name) TargetOf(MigrationPlan plan, IReadOnlyList<RunEntry> journal)
        => (journal.LastOrDefault(entry => entry.TargetPbxId is not null)?.TargetPbxId ?? plan.TargetPbxId, journal.LastOrDefault(entry => entry.TargetPbx is not null)?.TargetPbx ?? plan.TargetPbx);

    /// <summary>The run as its head and journal tell it, among runs of other kinds.</summary>
    public static Run Read(RunHead head, IReadOnlyList<RunEntry> journal)
    {
        var migration = Migration(new RunRecord(head, journal, ""));
        return new Run
        {
            Id = head.Id,
            Kind = head.Kind,
            State = migration.State,
            Step = migration.Step,
            StepsDone = migration.StepsDone,
            StepsTotal = migration.StepsTotal,
            Portal = head.Portal,
            PbxId = head.PbxId,
            Pbx = head.Pbx,
            Serial = head.Serial,
            Customer = head.Customer,
            ErrorId = migration.ErrorId,
            Error = migration.Error,
            CreatedOn = head.CreatedOn,
            UpdatedOn = migration.UpdatedOn,
            NextAction = migration.NextAction,
            Doing = $"moves PBX '{head.Pbx}' to the Cloud",
            Undone = !migration.IsOpen ? "" : $"Run {head.Id} is open at step {migration.Step}: PBX '{head.Pbx}' is on its way to the Cloud, and nothing goes on with that. The old box: {migration.OldBox}. The Cloud PBX: {migration.CloudBox}.",
        };
    }

    /// <summary>The run as its files tell it, with all that belongs to a move.</summary>
    public static PbxMigration Migration(RunRecord record)
    {
        var (head, journal, plan) = (record.Head, record.Journal, record.Head.Migration!);
        var (state, current, steps) = (StateOf(plan, journal), Current(plan, journal), Of(plan.Kind));
        var failure = state is RunState.Completed or RunState.Stopped ? null : journal.LastOrDefault(entry => entry.Event is RunEvent.Refused or RunEvent.Failed);
        var isPresent = failure is not null && ReferenceEquals(failure, journal[^1]);
        var (targetId, target) = TargetOf(plan, journal);
        return new PbxMigration
        {
            Id = head.Id,
            Kind = plan.Kind,
            State = state,
            Step = current,
            StepsDone = steps.Count(step => IsDone(journal, step)),
            StepsTotal = steps.Count,
            Portal = head.Portal,
            Pbx = head.Pbx,
            PbxId = head.PbxId,
            Serial = head.Serial,
            Customer = head.Customer,
            TargetPbx = target,
            TargetPbxId = targetId,
            TargetSerial = plan.TargetSerial ?? head.Serial,
            DatabaseEngine = plan.DatabaseEngine,
            DatabaseBytes = plan.DatabaseBytes,
            Data = MigrationData.ChoiceOf(plan, journal),
            Box = plan.Box,
            TargetBox = plan.TargetBox,
            OldBox = (isPresent ? failure!.OldBox : null) ?? MigrationWords.OldBox(plan, journal),
            CloudBox = (isPresent ? failure!.CloudBox : null) ?? MigrationWords.CloudBox(plan, journal),
            Transcript = record.Transcript,
            ErrorId = failure?.ErrorId,
            Error = failure?.Error,
            CreatedOn = head.CreatedOn,
            UpdatedOn = journal.Count == 0 ? head.CreatedOn : journal[^1].At,
            NextAction = MigrationWords.Next(head.Id, state, current, isPresent ? failure : null),
            Findings = plan.Findings,
        };
    }

    static string Current(MigrationPlan plan, IReadOnlyList<RunEntry> journal)
    {
        if (IsStopping(journal) || Is(journal, Stop, RunEvent.Done)) return Stop;
        var steps = Of(plan.Kind);
        return steps.FirstOrDefault(step => !IsDone(journal, step)) ?? steps[steps.Count - 1];
    }

    static bool Is(IReadOnlyList<RunEntry> journal, string step, RunEvent what) => journal.Any(entry => entry.Step == step && entry.Event == what);
}
