using WildixPbx.Boxes;

namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

sealed class UserLicenseDefault() : Rule(nameof(UserLicenseDefault), Activation, Severity.Advice, Basis.Guide,
    "a user still has the Essential licence that new and imported users get",
    "Set it with Set-PbxUserLicense.", Activate)
{
    static readonly string Profile = LicenseType.ProfileOf(LicenseType.Default)!;

    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal.AssignedUsers?.Of(Profile) > 0,
            proposal,
            () => FormattableString.Invariant($"{Users(proposal.AssignedUsers!.Of(Profile))} of '{proposal.Subject}' with {Profile}, which new and imported users get until it is set."));

    /// <summary>A number of users in words.</summary>
    internal static string Users(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "user" : "users")}");
}

sealed class LicenseOverused() : Rule(nameof(LicenseOverused), Activation, Severity.Advice, Basis.Later,
    "more users assigned to a profile than bought, counted on the server PBX of a WMS Network, each user once",
    "Buy licences with Set-WmpLicense, or reassign users.", OverusagePage)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => (proposal.Bought ?? proposal.Pbx?.Licenses) is not { } bought || proposal.AssignedUsers is not { } assigned ? [] : assigned
            .Where(count => count.Value > bought.Of(count.Key))
            .Select(count => Found(proposal, FormattableString.Invariant(
                $"{UserLicenseDefault.Users(count.Value)} of '{proposal.Subject}' with {count.Key}, and {bought.Of(count.Key)} bought.")));
}
