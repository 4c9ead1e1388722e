namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

sealed class SshOnlyOnCloud() : Rule(nameof(SshOnlyOnCloud), Ssh, Severity.Error, Basis.Guide,
    "enable or disable SSH on Virtual or Hardware",
    "Use the box's own SSH.", SshPort)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.Platform is Platform.Virtual or Platform.Hardware,
            proposal,
            () => $"'{proposal.Subject}' is a {proposal.Platform} PBX; the portal opens and shuts SSH of Cloud PBXs only.");
}

sealed class SshLeftOpen() : Rule(nameof(SshLeftOpen), Ssh, Severity.Advice, Basis.Ours,
    "port 2222 has been open for over 24 hours",
    "Close it with Disable-WmpSsh.", OwnDecision)
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.Present is { SshOpenedOn: { } opened } pbx && pbx.IsSshOpen(proposal.Now) && proposal.Now - opened > Longest,
            proposal,
            () => FormattableString.Invariant($"Port {SshAccess.Port} of '{proposal.Subject}' has been open since {proposal.InPortalTime(proposal.Present!.SshOpenedOn!.Value):yyyy-MM-dd HH:mm}."));
}
