using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class NotLastDayTests
{
    static Proposal Change(string now, string expiresOn, string inForce = "UC-Essential 30", string asked = "UC-Essential 31", string? zone = null)
    {
        var change = Make.LicenseChange(inForce, asked);
        return change with
        {
            Now = Make.Moment(now),
            TimeZone = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone),
            Pbx = change.Pbx! with { ExpiresOn = Make.Moment(expiresOn) },
        };
    }

    [Theory]
    [InlineData("2027-03-09T00:00Z", "")]
    [InlineData("2027-03-09T12:00Z", "")]
    [InlineData("2027-03-09T23:59:59Z", "")]
    [InlineData("2027-03-08T23:59:59Z", "NotLastDay")] // the day before
    [InlineData("2027-03-10T00:00Z", "NotLastDay")] // the day after: the expiry itself
    [InlineData("2026-03-09T12:00Z", "NotLastDay")] // a year early
    public void Only_the_last_day_before_the_expiry_is_a_good_day(string now, string found)
        => Assert.Equal(found, Found.All(Change(now, "2027-03-10T00:00Z")));

    [Theory]
    [InlineData("2027-03-01T00:00Z", "2027-02-28T12:00Z", "")]
    [InlineData("2028-03-01T00:00Z", "2028-02-29T12:00Z", "")]
    [InlineData("2028-03-01T00:00Z", "2028-02-28T12:00Z", "NotLastDay")]
    [InlineData("2027-01-01T00:00Z", "2026-12-31T12:00Z", "")]
    public void The_last_day_is_found_over_the_end_of_a_month_and_a_year(string expiresOn, string now, string found)
        => Assert.Equal(found, Found.All(Change(now, expiresOn)));

    [Theory]
    [InlineData("2027-03-09T00:30+01:00", "")] // still the 8th in UTC
    [InlineData("2027-03-09T23:30+01:00", "")]
    [InlineData("2027-03-10T00:30+01:00", "NotLastDay")] // still the 9th in UTC
    [InlineData("2027-03-08T23:30+01:00", "NotLastDay")]
    public void Days_are_days_at_the_portal_and_not_in_utc(string now, string found)
        => Assert.Equal(found, Found.All(Change(now, "2027-03-10T00:00+01:00")));

    [Theory]
    [InlineData("2027-03-08T20:00-05:00", "")] // the expiry is 19:00 on the 9th there, so the 8th is the last day
    [InlineData("2027-03-09T20:00-05:00", "NotLastDay")]
    public void The_day_of_the_expiry_is_the_portal_s_too(string now, string found)
        => Assert.Equal(found, Found.All(Change(now, "2027-03-10T00:00Z")));

    [Theory]
    [InlineData("2026-03-30T00:30+02:00", "")]
    [InlineData("2026-03-29T23:30Z", "")] // 01:30 on the 30th in Rome, whatever the offset it comes with
    [InlineData("2026-03-29T00:30+01:00", "NotLastDay")] // the clocks go forward two hours later
    [InlineData("2026-03-31T00:00+02:00", "NotLastDay")]
    public void The_last_day_is_found_over_a_change_of_the_clocks(string now, string found)
        => Assert.Equal(found, Found.All(Change(now, "2026-03-30T22:00Z", zone: "Europe/Rome")));

    [Fact]
    public void The_finding_names_the_day_of_the_expiry_as_the_portal_counts_it()
        => Assert.Contains(
            "expires on 2026-07-15;",
            Found.Message(Change("2026-01-20T12:00+01:00", "2026-07-14T22:00Z", zone: "Europe/Rome"), "NotLastDay"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("", "UC-Essential 30", "")] // the first licences
    [InlineData("UC-Essential 0", "UC-Essential 30", "")]
    [InlineData("UC-Essential 30", "UC-Essential 30", "")] // already so: no change
    [InlineData("UC-Essential 30", "UC-Premium 1", "NotLastDay")] // the first of a profile, not of the PBX
    [InlineData("UC-Essential 30", "UC-Essential 29", "DecreaseNeedsApproval NotLastDay")]
    public void Only_a_real_change_of_a_pbx_with_licences_is_advised_on(string inForce, string asked, string found)
        => Assert.Equal(found, Found.All(Change("2026-06-01T12:00Z", "2027-03-10T00:00Z", inForce, asked)));

    [Fact]
    public void A_count_that_waits_already_is_not_advised_on_again()
        => Assert.Equal("", Found.All(Change("2026-06-01T12:00Z", "2027-03-10T00:00Z", asked: "UC-Essential 20") with { PendingCounts = Make.Counts("UC-Essential 20") }));

    [Fact]
    public void A_lifetime_pbx_has_no_last_day()
    {
        var change = Make.LicenseChange("UC-Essential 30", "UC-Essential 31", Term.Lifetime);
        Assert.Equal("", Found.All(change with { Now = Make.Moment("2026-06-01T12:00Z"), Pbx = change.Pbx! with { ExpiresOn = Make.Moment("2027-03-10T00:00Z") } }));
    }

    [Fact]
    public void A_pbx_whose_expiry_is_not_known_is_not_advised_on()
    {
        var change = Make.LicenseChange("UC-Essential 30", "UC-Essential 31");
        Assert.Equal("", Found.All(change with { Pbx = change.Pbx! with { ExpiresOn = null } }));
    }
}
