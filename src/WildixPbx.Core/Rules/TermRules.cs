namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

sealed class TermChangeNeedsZeroLicenses() : Rule(nameof(TermChangeNeedsZeroLicenses), Term, Severity.Error, Basis.Guide,
    "the portal is asked to change the term while a count in force is above 0; that save may carry the new counts",
    "Use Set-WmpTerm, which takes both steps.", ChangeTerm)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.ChangesTerm && proposal.CountsInForce.Total > 0,
            proposal,
            () => $"'{proposal.Subject}' has licences in force ({proposal.CountsInForce}); its term changes from {proposal.Present!.Term} to {proposal.Term} only without any.");
}

sealed class TermUnchanged() : Rule(nameof(TermUnchanged), Term, Severity.Advice, Basis.Ours,
    "the term is already that",
    "Nothing needs doing.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(proposal is { Present.Term: { } present, Term: { } term } && present == term, proposal, () => $"The term of '{proposal.Subject}' is {proposal.Term} already.");
}
