namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

sealed class KeyNotForCloud() : Rule(nameof(KeyNotForCloud), Activation, Severity.Error, Basis.Guide,
    "the PBX key of a Cloud PBX is asked for or registered (Cloud activates by itself about 3 minutes after creation)",
    "Wait with Wait-WmpPbx.", Activate)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Operation: Activation, Platform: Platform.Cloud },
            proposal,
            () => $"'{proposal.Subject}' is a Cloud PBX, which needs no key: it activates by itself.");
}
