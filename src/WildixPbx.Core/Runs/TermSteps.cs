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
        if (Is(journal, ChangeTerm, RunEvent.Done)) return RunState.Completed;
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
        var refusal = journal.LastOrDefault(entry => entry.Event == RunEvent.Refused);
        return new Run
        {
            Id = head.Id,
            Kind = head.Kind,
            State = state,
            Step = Current(wish, journal),
            StepsDone = journal.Count(entry => entry.Event == RunEvent.Done),
            StepsTotal = !wish.NeedsZeroing ? 1 : Is(journal, ChangeTerm, RunEvent.Refused) ? 4 : 3,
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
            EffectiveOn = change?.EffectiveOn,
            ReportMistakeBy = change?.ReportMistakeBy,
            ErrorId = refusal?.ErrorId,
            Error = refusal?.Error,
            CreatedOn = head.CreatedOn,
            UpdatedOn = journal.Count == 0 ? head.CreatedOn : journal[^1].At,
        };
    }

    /// <summary>The request that the zeroing, or a change without one, has made.</summary>
    public static string? RequestOf(IReadOnlyList<RunEntry> journal) => journal.LastOrDefault(entry => entry.RequestId is not null)?.RequestId;

    /// <summary>The counts to put back: those that are below what they were. None that somebody has raised goes down again.</summary>
    public static LicenseCounts ToRestore(TermWish wish, LicenseCounts present)
        => new(wish.PreviousLicenses.Where(count => present.Of(count.Key) < count.Value));

    /// <summary>What was paid; while the run is open what will be, by the prices of when it began.</summary>
    static Money? FeeOf(TermWish wish, RunState state, IReadOnlyList<RunEntry> journal) => state switch
    {
        RunState.Completed or RunState.Reverted => journal.LastOrDefault(entry => entry.Event == RunEvent.Done)?.Fee,
        RunState.Failed or RunState.Denied => null,
        _ => wish.QuotedFee,
    };

    static DateTimeOffset? ZeroSince(IReadOnlyList<RunEntry> journal)
        => journal.LastOrDefault(entry => entry is { Step: ZeroLicenses or Approval, Event: RunEvent.Done, EffectiveOn: not null })?.EffectiveOn;

    static string Current(TermWish wish, IReadOnlyList<RunEntry> journal)
    {
        if (wish.NeedsZeroing)
        {
            var zeroed = journal.LastOrDefault(entry => entry is { Step: ZeroLicenses, Event: RunEvent.Done });
            if (zeroed is null) return ZeroLicenses;
            if (zeroed.RequestId is not null && !Is(journal, Approval, RunEvent.Done)) return Approval;
            if (Is(journal, ChangeTerm, RunEvent.Refused)) return RestoreLicenses;
        }

        return ChangeTerm;
    }

    static bool Is(IReadOnlyList<RunEntry> journal, string step, RunEvent what) => journal.Any(entry => entry.Step == step && entry.Event == what);
}
