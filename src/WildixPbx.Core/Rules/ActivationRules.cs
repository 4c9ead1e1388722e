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

sealed class UpgradeBeforeKey() : Rule(nameof(UpgradeBeforeKey), Activation, Severity.Advice, Basis.Guide,
    "a key is registered on a box that has an upgrade waiting", "Upgrade with Update-Pbx first.", Activate)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Operation: Activation, WaitingUpgrade: not null },
            proposal,
            () => $"'{proposal.Subject}' has an upgrade waiting{(proposal.WaitingUpgrade!.Length > 0 ? $" ({proposal.WaitingUpgrade})" : "")}; the guide upgrades before it enters the key.");
}

sealed class DefaultPasswordUnchanged() : Rule(nameof(DefaultPasswordUnchanged), Activation, Severity.Advice, Basis.Guide,
    "the WMS admin still has the factory password", "Change it with Set-PbxAdminPassword.", Activate)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(proposal is { Operation: Activation, HasFactoryPassword: true }, proposal, () => $"The admin of '{proposal.Subject}' still has the password that every new PBX has.");
}
