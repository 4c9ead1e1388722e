namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleSources;

/// <summary>Advice that the guide gives for every move, or for every move of one kind.</summary>
abstract class MigrationAdvice(string id, Basis basis, MigrationKind? kind, string when, string action, string source) : MigrationRule(id, Severity.Advice, basis, when, action, source)
{
    protected sealed override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => FoundIf(kind is null || KindOf(pbx) == kind, proposal, () => MessageOf(proposal.Subject));

    /// <summary>What it says of a PBX.</summary>
    protected abstract string MessageOf(string pbx);
}

sealed class MigrationDowntime() : MigrationAdvice(nameof(MigrationDowntime), Basis.Guide, MigrationKind.Subscription,
    "Subscription, always: up to 20 minutes out of reach while DNS changes, more with a large database", "Choose a time without calls.", MoveSubscription)
{
    protected override string MessageOf(string pbx) => $"'{pbx}' is out of reach for up to 20 minutes while DNS changes, longer with a large database.";
}

sealed class MigrationOldPbxStops() : MigrationAdvice(nameof(MigrationOldPbxStops), Basis.Guide, MigrationKind.Subscription,
    "Subscription, always: the old PBX stops once the licence is synced", "Plan for the old PBX to stop.", MoveSubscription)
{
    protected override string MessageOf(string pbx) => $"The old box of '{pbx}' stops working as soon as the licence is synced.";
}

sealed class MigrationDnsNames() : MigrationAdvice(nameof(MigrationDnsNames), Basis.Guide, kind: null,
    "always: remove local DNS proxies; phones and gateways must be provisioned by DNS name (stated for Subscription, ours for NewInstance)",
    "Check DNS proxies and the phones' provisioning.", MoveSubscription)
{
    protected override string MessageOf(string pbx) => $"Phones and gateways of '{pbx}' follow only where they are provisioned by DNS name and no local DNS proxy keeps the old address.";
}

sealed class MigrationOldPassword() : MigrationAdvice(nameof(MigrationOldPassword), Basis.Guide, kind: null,
    "always: afterwards the Cloud PBX answers to the old PBX's password (stated for NewInstance, ours for Subscription)", "Keep the old PBX's password.", MoveOther)
{
    protected override string MessageOf(string pbx) => $"After the move the Cloud PBX answers to the password of the old box of '{pbx}'.";
}
