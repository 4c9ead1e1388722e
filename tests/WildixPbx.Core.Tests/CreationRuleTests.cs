using System.Globalization;
using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class CreationRuleTests
{
    [Theory]
    [InlineData(Platform.Cloud)]
    [InlineData(Platform.Virtual)]
    [InlineData(Platform.Hardware)]
    public void A_faultless_creation_is_only_told_until_when_a_mistake_can_be_reported(Platform platform)
    {
        Assert.Equal("MistakeReportWindow", Found.All(Make.Creation(platform)));
        Assert.Equal("MistakeReportWindow", Found.All(Make.Creation(platform) with { RuleSet = RuleSet.From2022 }));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "CustomerContactRequired")]
    [InlineData(null, "")]
    public void A_customer_without_a_contact_gets_no_pbx(bool? hasContact, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation() with { CustomerHasContact = hasContact }));

    [Theory]
    [InlineData("UC-Essential 30; PBX-BASIC 10", "")]
    [InlineData("uc-essential 30", "")]
    [InlineData("UC-Essential 30; UC-Gold 1", "ProfileUnknown")]
    [InlineData("UC-Gold 0", "ProfileUnknown")]
    [InlineData("UC-Gold 1; UC-Silver 1", "ProfileUnknown ProfileUnknown")]
    [InlineData("UCEssential 30", "ProfileUnknown")]
    [InlineData("", "")]
    public void A_profile_that_the_portal_does_not_list_is_refused_one_by_one(string counts, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation() with { Counts = Make.Counts(counts) }));

    [Fact]
    public void A_profile_is_not_called_unknown_while_the_portal_s_profiles_are()
        => Assert.Equal("", Found.Errors(Make.Creation() with { Counts = Make.Counts("UC-Gold 1"), Profiles = null }));

    [Theory]
    [InlineData("UC-Essential -1", "LicenseCountInvalid")]
    [InlineData("UC-Essential 0", "")]
    [InlineData("UC-Essential 1", "")]
    [InlineData("UC-Essential 100000", "")]
    [InlineData("UC-Essential 100001", "LicenseCountInvalid")]
    [InlineData("UC-Essential 2147483647", "LicenseCountInvalid")]
    [InlineData("UC-Essential -2147483648", "LicenseCountInvalid")]
    [InlineData("UC-Essential -1; UC-Business 5; UC-Premium 100001", "LicenseCountInvalid LicenseCountInvalid")]
    public void A_count_outside_of_0_to_100000_is_refused(string counts, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation() with { Counts = Make.Counts(counts) }));

    [Theory]
    [InlineData("2022-04", "bergmann-lyon", "UC-Essential 1", "OneLicensedPbxPerCustomer")]
    [InlineData("2022-04", "bergmann-lyon", "UC-Essential 0", "")]
    [InlineData("2022-04", "bergmann-lyon", "", "")]
    [InlineData("2022-04", "", "UC-Essential 1", "")]
    [InlineData("2022-04", null, "UC-Essential 1", "")]
    [InlineData("2020-02", "bergmann-lyon", "UC-Essential 1", "")]
    public void A_second_pbx_with_licences_is_refused_from_april_2022_on(string ruleSet, string? other, string counts, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation() with { RuleSet = RuleSet.Find(ruleSet)!, OtherLicensedPbx = other, Counts = Make.Counts(counts) }));

    [Theory]
    [InlineData("1250.00", "1250", "")]
    [InlineData("1250.01", "1250", "FeeAboveMaximum")]
    [InlineData("1249.99", "1250", "")]
    [InlineData("0", "0", "")]
    [InlineData("0.01", "0", "FeeAboveMaximum")]
    [InlineData("1250", null, "")]
    [InlineData(null, "0", "")]
    public void A_fee_above_the_maximum_is_refused_and_one_that_equals_it_is_not(string? fee, string? maximum, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation() with
        {
            Fee = fee is null ? null : new Money(decimal.Parse(fee, CultureInfo.InvariantCulture), "EUR"),
            MaximumFee = maximum is null ? null : decimal.Parse(maximum, CultureInfo.InvariantCulture),
        }));

    [Fact]
    public void The_finding_of_a_dear_change_names_both_amounts()
    {
        var message = Found.Message(Make.Creation() with { Fee = new Money(1250.5m, "EUR"), MaximumFee = 1000m }, "FeeAboveMaximum");
        Assert.Contains("1250.50 EUR", message, StringComparison.Ordinal);
        Assert.Contains("1000.00 EUR", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-12T10:00Z", "2026-03-13 23:59")] // Thursday: Friday
    [InlineData("2026-03-13T10:00Z", "2026-03-16 23:59")] // Friday: Monday
    [InlineData("2026-03-14T10:00Z", "2026-03-16 23:59")] // Saturday: Monday
    [InlineData("2026-03-15T23:59Z", "2026-03-16 23:59")] // Sunday: Monday
    public void A_new_pbx_says_until_when_a_mistake_must_be_reported(string now, string deadline)
        => Assert.Contains(deadline, Found.Message(Make.Creation() with { Now = Make.Moment(now) }, "MistakeReportWindow"), StringComparison.Ordinal);
}
