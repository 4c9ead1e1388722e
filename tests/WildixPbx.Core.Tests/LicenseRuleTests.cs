using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class LicenseRuleTests
{
    [Theory]
    [InlineData("UC-Essential 30", "UC-Essential 31", "")]
    [InlineData("UC-Essential 30", "UC-Essential 30", "")]
    [InlineData("UC-Essential 30", "UC-Essential 29", "LifetimeDecrease")]
    [InlineData("UC-Essential 30", "uc-essential 0", "LifetimeDecrease")]
    [InlineData("UC-Essential 30", "UC-Business 5", "")]
    [InlineData("UC-Essential 30; UC-Premium 5", "UC-Essential 40; UC-Premium 4", "LifetimeDecrease")]
    [InlineData("UC-Essential 30; UC-Premium 5", "UC-Essential 20; UC-Premium 4", "LifetimeDecrease LifetimeDecrease")]
    [InlineData("", "UC-Essential 0", "")]
    public void A_lifetime_pbx_keeps_every_licence_it_has(string inForce, string asked, string found)
        => Assert.Equal(found, Found.All(Make.LicenseChange(inForce, asked, Term.Lifetime)));

    [Theory]
    [InlineData("UC-Essential 30", "UC-Essential 31", "")]
    [InlineData("UC-Essential 30", "UC-Essential 30", "")]
    [InlineData("UC-Essential 30", "UC-Essential 29", "DecreaseNeedsApproval")]
    [InlineData("UC-Essential 30", "UC-Essential 0", "DecreaseNeedsApproval")]
    [InlineData("UC-Essential 30", "", "")]
    [InlineData("UC-Essential 30; UC-Premium 5", "UC-Essential 40; UC-Premium 4", "DecreaseNeedsApproval")]
    [InlineData("UC-Essential 30; UC-Premium 5", "UC-Premium 4", "DecreaseNeedsApproval")]
    [InlineData("UC-Essential 30; UC-Premium 5", "UC-Essential 20; UC-Premium 4", "DecreaseNeedsApproval DecreaseNeedsApproval")]
    public void A_decrease_waits_for_a_manager_and_nothing_else_does(string inForce, string asked, string found)
        => Assert.All([Term.Monthly, Term.Yearly, Term.FiveYears], term => Assert.Equal(found, Found.All(Make.LicenseChange(inForce, asked, term))));

    [Fact]
    public void The_finding_of_a_decrease_says_which_count_stays_and_which_one_waits()
        => Assert.Equal(
            "UC-Premium of 'bergmann-lyon' stays 5 until a Wildix manager approves 4.",
            Found.Message(Make.LicenseChange("UC-Essential 30; UC-Premium 5", "UC-Essential 40; UC-Premium 4"), "DecreaseNeedsApproval"));

    [Theory]
    [InlineData("UC-Essential 20", "UC-Essential 20", "")] // the same again: already so
    [InlineData("UC-Essential 20", "uc-essential 20", "")]
    [InlineData("UC-Essential 20", "UC-Essential 25", "DecreaseNeedsApproval RequestPending")]
    [InlineData("UC-Essential 20", "UC-Essential 30", "RequestPending")] // the count in force: the request stands against it
    [InlineData("UC-Essential 20", "UC-Essential 40", "RequestPending")]
    [InlineData("UC-Essential 20", "UC-Premium 9", "")] // another profile than the one that waits
    [InlineData("UC-Essential 20", "UC-Essential 20; UC-Premium 9", "")]
    [InlineData("UC-Essential 20; UC-Premium 1", "UC-Essential 21; UC-Premium 2", "DecreaseNeedsApproval DecreaseNeedsApproval RequestPending RequestPending")]
    [InlineData("", "UC-Essential 31", "")]
    public void A_count_that_waits_can_be_asked_for_again_and_no_other_one(string pending, string asked, string found)
        => Assert.Equal(found, Found.All(Make.LicenseChange("UC-Essential 30; UC-Premium 5", asked) with { PendingCounts = Make.Counts(pending) }));

    [Theory]
    [InlineData("UC-Essential 25", "UC-Essential 24", "DecreaseNeedsApproval DecreaseBelowAssigned")]
    [InlineData("UC-Essential 25", "UC-Essential 25", "DecreaseNeedsApproval")]
    [InlineData("UC-Essential 25", "UC-Essential 26", "DecreaseNeedsApproval")]
    [InlineData("UC-Essential 25", "UC-Premium 4", "DecreaseNeedsApproval")]
    [InlineData("UC-Essential 25", "UC-Essential 31", "")]
    [InlineData(null, "UC-Essential 1", "DecreaseNeedsApproval")]
    public void A_decrease_below_the_users_assigned_is_warned_of_where_their_number_is_known(string? assigned, string asked, string found)
        => Assert.Equal(found, Found.All(Make.LicenseChange("UC-Essential 30; UC-Premium 5", asked) with
        {
            AssignedUsers = assigned is null ? null : Make.Counts(assigned),
        }));

    [Theory]
    [InlineData("pbx_2", "UC-Essential 1", "SharingClientHasLicenses")]
    [InlineData("pbx_2", "UC-Essential 0", "")]
    [InlineData("pbx_2", "UC-Essential 0; UC-Premium 1", "SharingClientHasLicenses")]
    [InlineData(null, "UC-Essential 1", "")]
    public void A_pbx_that_shares_the_licences_of_another_gets_none_of_its_own(string? server, string asked, string found)
    {
        var change = Make.LicenseChange("", asked);
        Assert.Equal(found, Found.All(change with { Pbx = change.Pbx! with { SharingServer = server } }));
    }

    [Theory]
    [InlineData("2022-04", "", "UC-Essential 1", "OneLicensedPbxPerCustomer")]
    [InlineData("2022-04", "UC-Essential 1", "UC-Essential 2", "")] // it has licences already: this is no second one
    [InlineData("2022-04", "", "UC-Essential 0", "")]
    [InlineData("2020-02", "", "UC-Essential 1", "")]
    public void The_first_licences_of_a_second_pbx_are_refused_from_april_2022_on(string ruleSet, string inForce, string asked, string found)
        => Assert.Equal(found, Found.All(Make.LicenseChange(inForce, asked) with { RuleSet = RuleSet.Find(ruleSet)!, OtherLicensedPbx = "bergmann-hq" }));

    [Theory]
    [InlineData("UC-Essential -1", "DecreaseNeedsApproval LicenseCountInvalid")]
    [InlineData("UC-Essential 100000", "")]
    [InlineData("UC-Essential 100001", "LicenseCountInvalid")]
    [InlineData("UC-Gold 1", "ProfileUnknown")]
    public void Counts_and_profiles_are_checked_in_a_change_as_in_a_creation(string asked, string found)
        => Assert.Equal(found, Found.All(Make.LicenseChange("UC-Essential 30", asked)));

    [Theory]
    [InlineData("10.01", "FeeAboveMaximum")]
    [InlineData("10.00", "")]
    [InlineData("9.99", "")]
    public void A_change_dearer_than_its_maximum_is_refused(string fee, string found)
        => Assert.Equal(found, Found.All(Make.LicenseChange("UC-Essential 30", "UC-Essential 31") with
        {
            Fee = new Money(decimal.Parse(fee, System.Globalization.CultureInfo.InvariantCulture), "EUR"),
            MaximumFee = 10m,
        }));

    [Theory]
    [InlineData("UC-Essential 30; UC-Premium 5", "", "UC-Essential 31; UC-Premium 5; UC-Business 0", "UC-Essential 30->31")]
    [InlineData("UC-Essential 30", "UC-Essential 20", "UC-Essential 20; UC-Business 2", "UC-Business 0->2")]
    [InlineData("UC-Essential 30", "UC-Essential 20", "UC-Essential 30", "UC-Essential 30->30")]
    public void What_is_so_already_or_waits_already_is_no_change(string inForce, string pending, string asked, string changes)
        => Assert.Equal(changes, string.Join(", ", (Make.LicenseChange(inForce, asked) with { PendingCounts = Make.Counts(pending) })
            .CountChanges.Select(change => $"{change.Profile} {change.From}->{change.To}")));

    [Theory]
    [InlineData(30, 40, false, 10)]
    [InlineData(30, 30, false, 0)]
    [InlineData(30, 20, true, 0)]
    public void Only_what_goes_up_costs_and_only_what_goes_down_is_a_decrease(int from, int to, bool isDecrease, int increase)
    {
        var change = new CountChange("UC-Essential", from, to);
        Assert.Equal((isDecrease, increase), (change.IsDecrease, change.Increase));
    }
}
