namespace WildixPbx.Runs;

/// <summary>A step that is to be done next.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Attempt">How often it was refused before: each attempt has a key of its own, since a portal keeps a refusal under its key.</param>
/// <param name="Begun">The entry of when this attempt began; none where it did not.</param>
public sealed record RunStep(string Name, int Attempt, RunEntry? Begun);

/// <summary>The steps of a change of term: which comes next, and where the run stands, as its journal alone tells it.</summary>
public static class TermSteps
{
    /// <summary>Sets all counts to zero: the guide's first save.</summary>
    public const string ZeroLicenses = nameof(ZeroLicenses);

    /// <summary>Waits for a Wildix manager to decide on that.</summary>
    public const string Approval = nameof(Approval);

    /// <summary>Changes the term and sets the counts wanted: the guide's second save.</summary>
    public const string ChangeTerm = nameof(ChangeTerm);

    /// <summary>Puts the old counts back under the old term, after the second save was refused.</summary>
    public const string RestoreLicenses = nameof(RestoreLicenses);

    /// <summary>The step to do next; none when the run has ended.</summary>
    public static RunStep? Next(TermWish wish, IReadOnlyList<RunEntry> journal)
    {
        if (StateOf(wish, journal) is not (RunState.Running or RunState.Waiting or RunState.NeedsAttention)) return null;
        var name = Current(wish, journal);
        var refused = journal.Count(entry => entry.Step == name && entry.Event == RunEvent.Refused);
        var last = journal.LastOrDefault(entry => entry.Step == name);
        return new RunStep(name, refused, last is { Event: RunEvent.Began } ? last : null);
    }

    /// <summary>Where a run stands.</summary>
    public static RunState StateOf(TermWish wish, IReadOnlyList<RunEntry> journal)
    {
        if (Is(journal, ChangeTerm, RunEvent.Done) && Current(wish, journal) != Approval) return RunState.Completed;
        if (Is(journal, ZeroLicenses, RunEvent.Refused)) return RunState.Failed;
        if (Is(journal, Approval, RunEvent.Refused)) return RunState.Denied;
        if (Is(journal, ChangeTerm, RunEvent.Refused))
        {
            return !wish.NeedsZeroing ? RunState.Failed
                : Is(journal, RestoreLicenses, RunEvent.Done) ? RunState.Reverted
                : Is(journal, RestoreLicenses, RunEvent.Refused) ? RunState.NeedsAttention
                : RunState.Running;
        }

        return Current(wish, journal) == Approval ? RunState.Waiting : RunState.Running;
    }

    /// <summary>The run as its head and journal tell it.</summary>
    public static Run Read(RunHead head, IReadOnlyList<RunEntry> journal)
    {
        var wish = head.Term!;
        var state = StateOf(wish, journal);
        var change = journal.LastOrDefault(entry => entry is { Step: ChangeTerm, Event: RunEvent.Done });
        var refusal = state == RunState.Completed ? null : journal.LastOrDefault(entry => entry.Event == RunEvent.Refused);
        var done = journal.Count(entry => entry.Event == RunEvent.Done);
        var run = new Run
        {
            Id = head.Id,
            Kind = head.Kind,
            State = state,
            Step = Current(wish, journal),
            StepsDone = done,
            StepsTotal = state == RunState.Completed ? done : !wish.NeedsZeroing ? (change?.RequestId is null ? 1 : 2) : Is(journal, ChangeTerm, RunEvent.Refused) ? 4 : 3,
            Portal = head.Portal,
            PbxId = head.PbxId,
            Pbx = head.Pbx,
            Serial = head.Serial,
            Customer = head.Customer,
            PreviousTerm = wish.PreviousTerm,
            Term = wish.Term,
            PreviousLicenses = wish.PreviousLicenses,
            RequestedLicenses = wish.Licenses,
            MaximumFee = wish.MaximumFee,
            Fee = FeeOf(wish, state, journal),
            RequestId = RequestOf(journal),
            WithoutLicensesSince = state is RunState.Running or RunState.NeedsAttention ? ZeroSince(journal) : null,
            EffectiveOn = state != RunState.Completed || wish.NeedsZeroing ? change?.EffectiveOn
                : journal.LastOrDefault(entry => entry.Event == RunEvent.Done)?.EffectiveOn,
            ReportMistakeBy = change?.ReportMistakeBy,
            ErrorId = refusal?.ErrorId,
            Error = refusal?.Error,
            CreatedOn = head.CreatedOn,
            UpdatedOn = journal.Count == 0 ? head.CreatedOn : journal[^1].At,
            Doing = $"changes the term of PBX '{head.Pbx}' to {wish.Term} with {wish.Licenses}{(wish.MaximumFee is { } most ? FormattableString.Invariant($" for at most {most}") : "")}",
        };
        return run with { Undone = UndoneOf(run) };
    }

    /// <summary>What stays undone without the run.</summary>
    static string UndoneOf(Run run)
    {
        if (!run.IsOpen) return "";
        var counts = $"the change of PBX '{run.Pbx}' from {run.PreviousTerm} to {run.Term} with {run.RequestedLicenses}";
        return $"Run {run.Id} is open at step {run.Step}: nothing goes on with {counts}"
            + (run.RequestId is null ? "" : $"; request {run.RequestId} stays at the portal{(run.PreviousTerm == run.Term ? "" : $", and once it is approved the PBX is without licences ({run.PreviousLicenses} before)")}") + ".";
    }

    /// <summary>The request that the zeroing, or a change without one, has made.</summary>
    public static string? RequestOf(IReadOnlyList<RunEntry> journal) => journal.LastOrDefault(entry => entry.RequestId is not null)?.RequestId;

    /// <summary>The counts to put back: those that are below what they were. None that somebody has raised goes down again.</summary>
    public static LicenseCounts ToRestore(TermWish wish, LicenseCounts present)
        => new(wish.PreviousLicenses.Where(count => present.Of(count.Key) < count.Value));

    /// <summary>What was paid; while the run is open what will be, by the prices of when it began.</summary>
    static Money? FeeOf(TermWish wish, RunState state, IReadOnlyList<RunEntry> journal) => state switch
    {
        RunState.Completed or RunState.Reverted => journal.LastOrDefault(entry => entry is { Event: RunEvent.Done, Step: ChangeTerm or RestoreLicenses })?.Fee,
        RunState.Failed or RunState.Denied => null,
        _ => wish.QuotedFee,
    };

    /// <summary>Whether a PBX is as the change wants it, whoever has made it so.</summary>
    public static bool IsAsWanted(TermWish wish, Pbx pbx) => pbx.Term == wish.Term && wish.Licenses.All(count => pbx.Licenses.Of(count.Key) >= count.Value);

    /// <summary>What going on with a run comes to now, in a sentence; its request's state is the portal's.</summary>
    /// <param name="run">The open run.</param>
    /// <param name="triesTerm">Whether a new term that was refused is tried once more.</param>
    public static string NextOf(Run run, bool triesTerm = false)
    {
        var wanted = $"{run.Term} with {(run.RequestedLicenses.Total == 0 ? "no licences" : run.RequestedLicenses.ToString())}";
        var fee = $"{(run.Fee is { Amount: > 0 } quoted ? $", fee {quoted}" : "")}{(run.MaximumFee is { } most ? FormattableString.Invariant($", at most {most}") : "")}";
        return run switch
        {
            { State: RunState.Waiting, RequestState: WildixPbx.RequestState.Denied or WildixPbx.RequestState.Withdrawn } =>
                $"End run {run.Id}, whose request {run.RequestId} was {(run.RequestState == WildixPbx.RequestState.Denied ? "denied" : "taken back")}; the PBX stays as it is",
            { State: RunState.Waiting, RequestState: WildixPbx.RequestState.Approved } when run.PreviousTerm == run.Term => $"Note that request {run.RequestId} of run {run.Id} is approved",
            { State: RunState.Waiting, RequestState: not WildixPbx.RequestState.Approved } when run.PreviousTerm == run.Term => $"Only look whether request {run.RequestId} of run {run.Id} is decided; it is pending",
            { State: RunState.Waiting, RequestState: not WildixPbx.RequestState.Approved } => $"Only look whether request {run.RequestId} of run {run.Id} is decided; it is pending, and once it is approved the term becomes {wanted}{fee}",
            { Step: ZeroLicenses } => $"Go on with run {run.Id}: set {run.PreviousLicenses} to 0, and after approval the term to {wanted}{fee}",
            { Step: RestoreLicenses } => $"Go on with run {run.Id}: {(triesTerm && run.State == RunState.NeedsAttention ? $"try the term {wanted} once more{fee}, or else " : "")}put {run.PreviousLicenses} back",
            _ => $"Go on with run {run.Id}: change the term from {run.PreviousTerm} to {wanted}{fee}",
        };
    }

    static DateTimeOffset? ZeroSince(IReadOnlyList<RunEntry> journal)
        => journal.LastOrDefault(entry => entry is { Step: ZeroLicenses or Approval, Event: RunEvent.Done, EffectiveOn: not null })?.EffectiveOn;

    static string Current(TermWish wish, IReadOnlyList<RunEntry> journal)
    {
        var change = journal.LastOrDefault(entry => entry.Step == ChangeTerm);
        if (change is { Event: RunEvent.Done })
        {
            // Where the term stays and counts go down, the one save is what a manager decides on.
            return change.RequestId is not null && !wish.NeedsZeroing && !Is(journal, Approval, RunEvent.Done) ? Approval : ChangeTerm;
        }

        if (wish.NeedsZeroing)
        {
            var zeroed = journal.LastOrDefault(entry => entry is { Step: ZeroLicenses, Event: RunEvent.Done });
            if (zeroed is null) return ZeroLicenses;
            if (zeroed.RequestId is not null && !Is(journal, Approval, RunEvent.Done)) return Approval;
            if (change is { Event: RunEvent.Refused }) return RestoreLicenses; // one that was begun once more is looked for first
        }

        return ChangeTerm;
    }

    static bool Is(IReadOnlyList<RunEntry> journal, string step, RunEvent what) => journal.Any(entry => entry.Step == step && entry.Event == what);
}
