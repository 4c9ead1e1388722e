using WildixPbx.Portal;

namespace WildixPbx.Runs;

/// <summary>The runs of a state folder.</summary>
public interface IRunStore
{
    /// <summary>The ids of all runs, the oldest first.</summary>
    IReadOnlyList<string> Ids { get; }

    /// <summary>A run as its files tell it.</summary>
    /// <exception cref="NotFoundException">There is none of that id.</exception>
    /// <exception cref="ConflictException">Its files can't be read (RunUnreadable).</exception>
    Run Get(string id);

    /// <summary>A run's files as they are.</summary>
    /// <exception cref="NotFoundException">There is none of that id.</exception>
    /// <exception cref="ConflictException">They can't be read (RunUnreadable).</exception>
    RunRecord Read(string id);

    /// <summary>Removes a run's files. Nothing changes at the portal.</summary>
    /// <exception cref="NotFoundException">There is none of that id.</exception>
    /// <exception cref="ConflictException">Somebody works on it (RunInUse).</exception>
    Task RemoveAsync(string id, CancellationToken stop);
}

/// <summary>The files of a run.</summary>
/// <param name="Head">What was known before its first call.</param>
/// <param name="Journal">What was done of it, in order.</param>
/// <param name="Transcript">The path of what people may read of it.</param>
public sealed record RunRecord(RunHead Head, IReadOnlyList<RunEntry> Journal, string Transcript);

/// <summary>Begins runs on one portal and goes on with them.</summary>
public interface IRunner
{
    /// <summary>What a change of term would come to: fee, findings of both saves, and the run that is open already.</summary>
    /// <exception cref="ConflictException">A run for another change of that PBX is open (RunOpen).</exception>
    /// <exception cref="WildixPbxException">The portal refused, or can't be reached.</exception>
    Task<TermQuote> QuoteAsync(TermOrder order, CallContext call);

    /// <summary>Begins a run as it was quoted, or finds the one that is open for the same change. Nothing is changed yet; a run that is over is ended first.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="maximumFee">The most that it may cost; none for any fee.</param>
    /// <param name="call">The call that it is part of; stopping it ends the wait for another process that begins one for the same PBX.</param>
    /// <exception cref="ConflictException">A run for another change of that PBX is open (RunOpen).</exception>
    Task<Run> BeginAsync(TermQuote quote, decimal? maximumFee, CallContext call);

    /// <summary>Goes on with a run as far as it can. Two that go on with one run at once do no harm.</summary>
    /// <param name="id">The run.</param>
    /// <param name="call">The call that it is part of.</param>
    /// <param name="triesTerm">Whether a new term that was refused is tried once more before the old counts are put back.</param>
    /// <exception cref="ConflictException">It is another portal's (RunOfOtherPortal) or of another kind (RunOfOtherKind), or somebody else works on it (RunInUse).</exception>
    /// <exception cref="WildixPbxException">The portal can't be reached, or answers with something that decides nothing; the run stays open.</exception>
    Task<RunOutcome> GoOnAsync(string id, CallContext call, bool triesTerm = false);

    /// <summary>A run with what the portal says of its request and its PBX now; as it is where it has ended.</summary>
    /// <exception cref="ConflictException">It is another portal's (RunOfOtherPortal).</exception>
    /// <exception cref="WildixPbxException">The portal can't be asked.</exception>
    Task<Run> LookAsync(Run run, CallContext call);
}

/// <summary>What going on with a run came to.</summary>
/// <param name="Run">The run now.</param>
/// <param name="Moved">Whether a step was done.</param>
/// <param name="Pbx">The PBX as the last answer showed it; none where no answer did.</param>
/// <param name="Findings">Advice and outcomes of the rules, of the steps that were done.</param>
/// <param name="Error">Why the run did not come to what was wanted; none where it did, or still may.</param>
public sealed record RunOutcome(Run Run, bool Moved, Pbx? Pbx, IReadOnlyList<Finding> Findings, WildixPbxException? Error);
