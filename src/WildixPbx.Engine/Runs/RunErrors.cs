using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>The errors of runs that did not come to what was wanted.</summary>
static class RunErrors
{
    /// <summary>
    /// Whether an error decides the step: it did not take place, and won't as it is. All others leave the run open, since
    /// they say nothing of the change (a portal that can't be reached) or nothing for sure (an answer that was lost).
    /// </summary>
    public static bool IsRefusal(WildixPbxException exception)
        => exception is RuleViolationException or NotFoundException or ConflictException { Problem: not (ProblemCode.PortalBusy or ProblemCode.IdempotencyKeyReused) } or ValidationException { Problem: ProblemCode.InvalidRequest };

    /// <summary>The error of a run's end; none where it is completed or may still be.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pbx">The PBX now, where it was read.</param>
    /// <param name="refusal">What the portal refused it with, where that was now.</param>
    public static WildixPbxException? Of(Run run, Pbx? pbx, WildixPbxException? refusal) => run.State switch
    {
        RunState.Failed => refusal ?? new ConflictException("RunFailed", $"PBX '{run.Pbx}' keeps term {run.PreviousTerm} and its licences: {run.Error}", "Remove what the error says, then change the term again.") { RequestId = refusal?.RequestId },
        RunState.Denied => new ConflictException(
            run.ErrorId == "WmpRequestWithdrawn" ? "RequestWithdrawn" : "RequestDenied",
            run.PreviousTerm == run.Term ? $"PBX '{run.Pbx}' keeps the licences that were to go down: {run.Error}"
                : $"PBX '{run.Pbx}' keeps term {run.PreviousTerm} and its licences ({run.PreviousLicenses}): {run.Error}",
            (run.PreviousTerm == run.Term ? "Counts that went up in the same change are in force all the same. " : "Nothing has changed. ")
                + (run.ErrorId == "WmpRequestWithdrawn" ? "Where the change is still wanted, ask for it again: Set-WmpTerm makes a new request." : "Ask the Wildix manager, then change the term again.")),
        RunState.Reverted => new ConflictException(
            "RunReverted",
            $"PBX '{run.Pbx}' did not get term {run.Term}. It now has term {pbx?.Term ?? run.PreviousTerm} with {Licenses(pbx?.Licenses ?? run.PreviousLicenses)}{(run.Fee is { } fee ? $", which cost {fee}" : "")}. The refusal: {run.Error}",
            refusal is null or { ErrorId: "TermChangeNeedsZeroLicenses" } ? "See that nothing stands against the new term, then change it again." : refusal.RecommendedAction,
            refusal),
        RunState.NeedsAttention => new ConflictException(
            "PbxWithoutLicenses",
            $"PBX '{run.Pbx}' has {Licenses(pbx?.Licenses ?? [])}{(run.WithoutLicensesSince is { } since ? FormattableString.Invariant($" since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "")}: {run.Term} was refused, and {run.PreviousLicenses} could not be put back: {run.Error}",
            run.NextAction,
            refusal),
        _ => null,
    };

    static string Licenses(LicenseCounts counts) => counts.Total == 0 ? "no licences" : counts.ToString();

    /// <summary>The error of a run that another change asks for.</summary>
    public static ConflictException Open(Run run) => new(
        "RunOpen",
        $"Run {run.Id} already {run.Doing}.",
        $"Let it end: {RunKinds.ResumeWith(run.Kind)} {run.Id}{(run.RequestId is null ? "" : $". Or take its request back first, with Remove-WmpRequest {run.RequestId}: then it ends and nothing has changed")}.");

    /// <summary>The error of a run on another portal.</summary>
    public static ConflictException OtherPortal(string run, string pbx, Uri of, Uri portal) => new(
        "RunOfOtherPortal", $"Run {run} for PBX '{pbx}' belongs to the portal at {of}, not to {portal}.", $"Connect to that portal: Connect-Wmp {of}");
}
