namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

/// <summary>What the rules of sharing have in common: <see cref="Proposal.Present"/> is the client.</summary>
abstract class SharingRule(string id, Severity severity, Basis basis, IReadOnlyList<RuleSet> sets, string when, string action, string source)
    : Rule(id, Sharing, severity, basis, when, action, source)
{
    protected static readonly IReadOnlyList<RuleSet> Only2020 = [RuleSet.Guide2020];
    protected static readonly IReadOnlyList<RuleSet> Only2022 = [RuleSet.From2022];

    protected override IReadOnlyList<RuleSet> Sets => sets;

    public sealed override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(proposal is { Operation: Sharing, Present: { } client, PresentServer: { } server } && Breaks(client, server), proposal, () => MessageOf(proposal.Present!, proposal.PresentServer!));

    /// <summary>Whether a client and a server break it.</summary>
    protected abstract bool Breaks(PbxFacts client, PbxFacts server);

    /// <summary>What is the matter with them.</summary>
    protected abstract string MessageOf(PbxFacts client, PbxFacts server);
}

sealed class SharingSamePbx() : SharingRule(nameof(SharingSamePbx), Severity.Error, Basis.Ours, RuleSet.All,
    "client and server are one PBX", "Name two PBXs.", OwnDecision)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => client.IsSameAs(server) == true;

    protected override string MessageOf(PbxFacts client, PbxFacts server) => $"'{client}' can't share licences with itself.";
}

sealed class SharingDifferentCustomer() : SharingRule(nameof(SharingDifferentCustomer), Severity.Error, Basis.Guide, RuleSet.All,
    "they belong to different customers", "Choose a server of the same customer.", Share)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => client.HasCustomerOf(server) == false;

    protected override string MessageOf(PbxFacts client, PbxFacts server) => $"'{client}' belongs to '{client.Customer}', '{server}' to '{server.Customer}'.";
}

sealed class SharingNetworkDisabled() : SharingRule(nameof(SharingNetworkDisabled), Severity.Error, Basis.Guide, RuleSet.All,
    "WMS Network is not enabled between them", "Enable it with Enable-WmpNetwork.", Share)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => client.InNetwork == false || server.InNetwork == false;

    protected override string MessageOf(PbxFacts client, PbxFacts server)
        => $"WMS Network is not enabled on {(client.InNetwork == false ? server.InNetwork == false && client.IsSameAs(server) != true ? $"'{client}' and '{server}'" : $"'{client}'" : $"'{server}'")}.";
}

sealed class SharingCloudClient() : SharingRule(nameof(SharingCloudClient), Severity.Error, Basis.Guide, Only2020,
    "the client is a Cloud PBX (Cloud can only be the server)", "Make the Cloud PBX the server.", Share)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => client.Platform == Platform.Cloud;

    protected override string MessageOf(PbxFacts client, PbxFacts server) => $"'{client}' is a Cloud PBX, which can only be the server.";
}

sealed class SharingNotPerUser() : SharingRule(nameof(SharingNotPerUser), Severity.Error, Basis.Guide, Only2020,
    "one of them is not of the Per User type", "Share between Per User PBXs.", Share)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => IsOfOtherType(client) || IsOfOtherType(server);

    protected override string MessageOf(PbxFacts client, PbxFacts server)
        => string.Join(" and ", new[] { client, server }.Where(IsOfOtherType).Select(pbx => $"'{pbx}'").Distinct()) + " can't share licences: only Per User PBXs do.";

    static bool IsOfOtherType(PbxFacts pbx) => pbx.Licensing is not (null or Licensing.PerUser);
}

sealed class SharingServerIsClient() : SharingRule(nameof(SharingServerIsClient), Severity.Error, Basis.Ours, RuleSet.All,
    "the server is itself a client of another", "Name that PBX's server.", OwnDecision)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => !IsBlank(server.SharingServer);

    protected override string MessageOf(PbxFacts client, PbxFacts server) => $"'{server}' shares the licences of another PBX ({server.SharingServer}) and has none of its own.";
}

sealed class SharingCloudClientLifetimeServer() : SharingRule(nameof(SharingCloudClientLifetimeServer), Severity.Error, Basis.Later, Only2022,
    "a Cloud client of a Lifetime server", "Choose a server with another term.", SharingPage)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => client.Platform == Platform.Cloud && server.Term == WildixPbx.Term.Lifetime;

    protected override string MessageOf(PbxFacts client, PbxFacts server) => $"'{client}' is a Cloud PBX and can't share the Lifetime licences of '{server}'.";
}

sealed class SharingCloudClientExtraStorage() : SharingRule(nameof(SharingCloudClientExtraStorage), Severity.Error, Basis.Later, Only2022,
    "a Cloud client with more than 10 GB", "Choose a client without extra storage.", SharingPage)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => client.Platform == Platform.Cloud && client.PromisedStorageGB > Rules.Storage.DefaultGB;

    protected override string MessageOf(PbxFacts client, PbxFacts server)
        => FormattableString.Invariant($"'{client}' is a Cloud PBX with {client.PromisedStorageGB} GB and can't share licences; up to {Rules.Storage.DefaultGB} GB it can.");
}

sealed class SharingAppliedByHand() : SharingRule(nameof(SharingAppliedByHand), Severity.Outcome, Basis.Guide, Only2020,
    "always: a request; Wildix applies it by hand in working hours. From 2022-04 it takes effect at once", "Wait with Wait-WmpRequest.", Share)
{
    protected override bool Breaks(PbxFacts client, PbxFacts server) => true;

    protected override string MessageOf(PbxFacts client, PbxFacts server) => $"'{client}' shares the licences of '{server}' once Wildix has applied it, by hand and in working hours.";
}
