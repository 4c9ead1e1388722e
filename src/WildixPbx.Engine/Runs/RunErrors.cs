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
    /// <param name="refusal">What the portal refused it with, where that was now.</param>
    public static WildixPbxException? Of(Run run, WildixPbxException? refusal) => run.State switch
    {
        RunState.Failed => refusal ?? new ConflictException("RunFailed", $"PBX '{run.Pbx}' keeps term {run.PreviousTerm} and its licences: {run.Error}", "Remove what the error says, then change the term again.") { RequestId = refusal?.RequestId },
        RunState.Denied => new ConflictException(
            run.ErrorId == "WmpRequestWithdrawn" ? "RequestWithdrawn" : "RequestDenied",
            $"PBX '{run.Pbx}' keeps term {run.PreviousTerm} and its licences ({run.PreviousLicenses}): {run.Error}",
            "Nothing has changed. Ask the Wildix manager, then change the term again."),
        RunState.Reverted => new ConflictException(
            "RunReverted",
            $"PBX '{run.Pbx}' has its licences back under term {run.PreviousTerm} ({run.PreviousLicenses}{(run.Fee is { } fee ? $", fee {fee}" : "")}); {run.Term} was refused: {run.Error}",
            refusal is null or { ErrorId: "TermChangeNeedsZeroLicenses" } ? "See that nothing stands against the new term, then change it again." : refusal.RecommendedAction,
            refusal),
        RunState.NeedsAttention => new ConflictException(
            "PbxWithoutLicenses",
            $"PBX '{run.Pbx}' has no licences{(run.WithoutLicensesSince is { } since ? FormattableString.Invariant($" since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "")}: {run.Term} was refused, and {run.PreviousLicenses} could not be put back: {run.Error}",
            run.NextAction,
            refusal),
        _ => null,
    };

    /// <summary>The error of a run that another change asks for.</summary>
    public static ConflictException Open(Run run) => new(
        "RunOpen",
        $"Run {run.Id} already changes the term of PBX '{run.Pbx}' to {run.Term} with {run.RequestedLicenses}{(run.MaximumFee is { } most ? FormattableString.Invariant($" for at most {most}") : "")}.",
        $"Let it end: Resume-WmpRun {run.Id}{(run.RequestId is null ? "" : $". Or take its request back first, with Remove-WmpRequest {run.RequestId}: then it ends and nothing has changed")}.");

    /// <summary>The error of a run on another portal.</summary>
    public static ConflictException OtherPortal(RunHead head, Uri portal) => new(
        "RunOfOtherPortal", $"Run {head.Id} for PBX '{head.Pbx}' belongs to the portal at {head.Portal}, not to {portal}.", $"Connect to that portal: Connect-Wmp {head.Portal}");
}
