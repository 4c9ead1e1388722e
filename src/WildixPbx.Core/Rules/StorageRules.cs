namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleSources;

sealed class StorageDecrease() : Rule(nameof(StorageDecrease), RuleArea.Storage, Severity.Error, Basis.Guide,
    "the new size is below the present one, or below one already scheduled",
    "Keep the size: storage never shrinks.", IncreaseStorage)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.StorageGB < proposal.Present?.PromisedStorageGB,
            proposal,
            () => FormattableString.Invariant($"'{proposal.Subject}' has {proposal.Present?.PromisedStorageGB} GB{Storage.WhenPromised(proposal.Present)}; {proposal.StorageGB} GB would be less."));
}

sealed class StorageAppliedAtOneAm() : Rule(nameof(StorageAppliedAtOneAm), RuleArea.Storage, Severity.Outcome, Basis.Guide,
    "always on an increase: in force from the next 01:00, and irreversible",
    "Wait for the next 01:00.", IncreaseStorage)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.Platform == Platform.Cloud && proposal.StorageGB > proposal.Present?.PromisedStorageGB,
            proposal,
            () => FormattableString.Invariant(
                $"{proposal.StorageGB} GB for '{proposal.Subject}' are in force from {Calendar.NextOneAm(proposal.Now, proposal.TimeZone):yyyy-MM-dd HH:mm} on and can't be taken back."));
}
