namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

sealed class LicenseCheckGrace() : Rule(nameof(LicenseCheckGrace), Activation, Severity.Advice, Basis.Guide,
    "state Grace: works on, days left = 14 - days",
    "Connect the PBX to the Internet again.", LicenseCheck)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.LicenseCheckState is LicenseCheckState.Grace,
            proposal,
            () => FormattableString.Invariant(
                $"'{proposal.Subject}' has not renewed its licence for {proposal.DaysSinceRenewal} days; days left: {WildixPbx.LicenseCheck.GraceDays - proposal.DaysSinceRenewal} of {WildixPbx.LicenseCheck.GraceDays}."));
}

sealed class LicenseCheckEmergencyOnly() : Rule(nameof(LicenseCheckEmergencyOnly), Activation, Severity.Advice, Basis.Guide,
    "state EmergencyOnly: one call only, for emergencies",
    "Connect the PBX to the Internet again, now.", LicenseCheck)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.LicenseCheckState is LicenseCheckState.EmergencyOnly,
            proposal,
            () => FormattableString.Invariant($"'{proposal.Subject}' has not renewed its licence for {proposal.DaysSinceRenewal} days: it makes one call only, for emergencies."));
}

sealed class LicenseCheckClockSkew() : Rule(nameof(LicenseCheckClockSkew), Activation, Severity.Advice, Basis.Ours,
    "the last renewal lies in the future: said, days = 0, state Ok",
    "Check the clocks of the box and the portal.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.LastRenewal > proposal.Now && proposal.LicenseCheckState is not LicenseCheckState.NotApplicable,
            proposal,
            () => FormattableString.Invariant(
                $"The last renewal of '{proposal.Subject}' lies in the future: {proposal.LastRenewal?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, at {proposal.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."));
}
