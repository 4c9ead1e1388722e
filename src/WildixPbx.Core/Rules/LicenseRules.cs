namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

sealed class ProfileUnknown() : Rule(nameof(ProfileUnknown), Create, Severity.Error, Basis.Ours,
    "a profile that the portal does not list",
    "Give a profile that Get-WmpLicenseProfile lists.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => proposal.Profiles is not { } known ? [] : proposal.Counts.Keys
            .Where(profile => !known.Contains(profile, StringComparer.OrdinalIgnoreCase))
            .Select(profile => Found(proposal, $"The portal has no profile '{profile}' (for '{proposal.Subject}')."));
}

sealed class LicenseCountInvalid() : Rule(nameof(LicenseCountInvalid), Create, Severity.Error, Basis.Ours,
    "a count below 0 or above 100,000",
    "Give a count from 0 to 100000.", OwnDecision)
{
    const int Maximum = 100_000;

    public override IEnumerable<Finding> Check(Proposal proposal)
        => proposal.Counts
            .Where(count => count.Value is < 0 or > Maximum)
            .Select(count => Found(proposal, FormattableString.Invariant($"{count.Value} is no count of {count.Key} for '{proposal.Subject}'.")));
}

sealed class OneLicensedPbxPerCustomer() : Rule(nameof(OneLicensedPbxPerCustomer), Create, Severity.Error, Basis.Later,
    "the customer already has another PBX with active licences, and this change would give a second one licences (also when changing licences)",
    "Share the licences of the other PBX over the WMS Network, or move this PBX to another customer.", OneLicensedPbxPage)
{
    protected override IReadOnlyList<RuleSet> Sets => [RuleSet.From2022];

    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            !string.IsNullOrEmpty(proposal.OtherLicensedPbx) && proposal.Present is null or { HasNoLicenses: true } && proposal.Counts.Values.Any(count => count > 0),
            proposal,
            () => $"'{proposal.Subject}' would be the customer's second PBX with licences, beside '{proposal.OtherLicensedPbx}'.");
}

sealed class LifetimeDecrease() : Rule(nameof(LifetimeDecrease), Licenses, Severity.Error, Basis.Guide,
    "a profile's count goes down on a Lifetime PBX",
    "Keep the count: Lifetime licences can't be decreased.", ChangeCounts)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => proposal.Present is not { Term: WildixPbx.Term.Lifetime } ? [] : proposal.CountChanges
            .Where(change => change.IsDecrease)
            .Select(change => Found(proposal, FormattableString.Invariant(
                $"'{proposal.Subject}' is Lifetime: {change.Profile} can't go down from {change.From} to {change.To}.")));
}

sealed class DecreaseNeedsApproval() : Rule(nameof(DecreaseNeedsApproval), Licenses, Severity.Outcome, Basis.Guide,
    "a profile's count goes down on another term: a request goes to a Wildix manager; until it is approved the old count stays in force. One save makes at most one request, over all profiles that go down in it, decided as a whole; its increases are in force at once, also if the request is denied",
    "Wait for the decision with Wait-WmpRequest, or take the request back with Remove-WmpRequest.", ChangeCounts)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => proposal.Present is null or { Term: null or WildixPbx.Term.Lifetime } ? [] : proposal.CountChanges
            .Where(change => change.IsDecrease)
            .Select(change => Found(proposal, FormattableString.Invariant(
                $"{change.Profile} of '{proposal.Subject}' stays {change.From} until a Wildix manager approves {change.To}.")));
}

sealed class RequestPending() : Rule(nameof(RequestPending), Licenses, Severity.Error, Basis.Ours,
    "a profile of the change has a pending request for another count. Asking again for the count that is already pending is success: Changed = false, the same RequestId",
    "Wait for the decision with Wait-WmpRequest, or take the request back with Remove-WmpRequest, then repeat.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => proposal.Counts
            .Where(asked => proposal.PendingCounts.TryGetValue(asked.Key, out var pending) && pending != asked.Value)
            .Select(asked => Found(proposal, FormattableString.Invariant(
                $"A request for {proposal.PendingCounts[asked.Key]} {asked.Key} on '{proposal.Subject}' waits for a decision.")));
}

sealed class DecreaseBelowAssigned() : Rule(nameof(DecreaseBelowAssigned), Licenses, Severity.Advice, Basis.Ours,
    "the new count is below the number of users assigned to the profile, where that number is known",
    "Give those users another licence on the box first: Set-PbxUserLicense.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => proposal.AssignedUsers is not { } assigned ? [] : proposal.CountChanges
            .Where(change => change.IsDecrease && change.To < assigned.Of(change.Profile))
            .Select(change => Found(proposal, FormattableString.Invariant(
                $"{assigned.Of(change.Profile)} users of '{proposal.Subject}' have {change.Profile}; the new count is {change.To}.")));
}

sealed class NotLastDay() : Rule(nameof(NotLastDay), Licenses, Severity.Advice, Basis.Guide,
    "a licence change on another day than the last day before the expiry (expiry date minus 1 day). Not on Lifetime, not on the first licences of a PBX that has none",
    "Where the date is free, change licences on the last day before the expiry.", ChangeCounts)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.Present is { Term: not WildixPbx.Term.Lifetime, ExpiresOn: { } expiry, Licenses.Total: > 0 }
                && (proposal.ChangesTerm || proposal.CountChanges.Any())
                && proposal.InPortalTime(proposal.Now).Date != LastDayBefore(proposal.InPortalTime(expiry)),
            proposal,
            () => FormattableString.Invariant($"'{proposal.Subject}' expires on {proposal.InPortalTime(proposal.Present!.ExpiresOn!.Value):yyyy-MM-dd}; the guide recommends changes on the day before."));

    static DateTime LastDayBefore(DateTimeOffset expiry) => Calendar.LastDayBefore(expiry, expiry.Offset);
}

sealed class SharingClientHasLicenses() : Rule(nameof(SharingClientHasLicenses), Sharing, Severity.Error, Basis.Guide,
    "sharing is asked for a client with counts above 0, or a count above 0 for a PBX that is a sharing client",
    "Give the licences to the server PBX, or end the sharing first.", Share)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => proposal.Operation == Sharing
            ? FoundIf(
                proposal.CountsInForce.Total > 0,
                proposal,
                () => $"'{proposal.Subject}' has licences of its own ({proposal.CountsInForce}) and can't share those of another PBX.")
            : FoundIf(
                !IsBlank(proposal.Present?.SharingServer) && proposal.Counts.Values.Any(count => count > 0),
                proposal,
                () => $"'{proposal.Subject}' shares the licences of another PBX and can't have its own.");
}
