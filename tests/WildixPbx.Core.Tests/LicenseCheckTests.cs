using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class LicenseCheckTests
{
    static readonly DateTimeOffset Renewal = Make.Moment("2026-03-10T08:30:00Z");

    [Theory] // hand-written from the catalogue: Ok to 48 h, Grace to 14 x 24 h, both included; then by licensing
    [InlineData("0.00:00:00", "Ok", "Ok", 0, 14)]
    [InlineData("1.00:00:00", "Ok", "Ok", 1, 13)]
    [InlineData("1.23:59:00", "Ok", "Ok", 1, 13)]
    [InlineData("2.00:00:00", "Ok", "Ok", 2, 12)]
    [InlineData("2.00:00:59.9999999", "Ok", "Ok", 2, 12)]
    [InlineData("2.00:01:00", "Grace", "NotCovered", 2, 12)]
    [InlineData("2.23:59:00", "Grace", "NotCovered", 2, 12)]
    [InlineData("13.00:00:00", "Grace", "NotCovered", 13, 1)]
    [InlineData("13.23:59:00", "Grace", "NotCovered", 13, 1)]
    [InlineData("14.00:00:00", "Grace", "NotCovered", 14, 0)]
    [InlineData("14.00:00:59.9999999", "Grace", "NotCovered", 14, 0)]
    [InlineData("14.00:01:00", "EmergencyOnly", "NotCovered", 14, 0)]
    [InlineData("15.00:00:00", "EmergencyOnly", "NotCovered", 15, 0)]
    [InlineData("400.00:00:00", "EmergencyOnly", "NotCovered", 400, 0)]
    public void The_state_changes_where_the_catalogue_says_to_the_minute(string age, string perUser, string perService, int days, int daysLeft)
    {
        var asOf = Renewal + TimeSpan.Parse(age, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var platform in new[] { Platform.Virtual, Platform.Hardware })
        {
            var user = LicenseCheck.StatusOf(Facts() with { Platform = platform }, asOf);
            Assert.Equal((perUser, days, daysLeft), (user.State.ToString(), user.DaysSince, user.DaysLeft));
            var within = age.Contains(":59.9", StringComparison.Ordinal) && perUser == "Grace"; // the minute that the state is read in
            Assert.Equal(within ? asOf : Renewal.AddDays(14), user.EmergencyOn);
            Assert.False(user.State == LicenseCheckState.Grace && user.EmergencyOn < user.AsOf);

            var service = LicenseCheck.StatusOf(Facts() with { Platform = platform, Licensing = Licensing.PerService }, asOf);
            Assert.Equal((perService, days, null, null), (service.State.ToString(), service.DaysSince, service.DaysLeft, service.EmergencyOn));
        }
    }

    [Fact]
    public void A_renewal_in_another_time_zone_is_the_same_moment()
        => Assert.Equal(LicenseCheckState.Grace, LicenseCheck.StatusOf(Facts(), Make.Moment("2026-03-24T10:30:00+02:00")).State);

    [Theory]
    [InlineData(Licensing.PerUser)]
    [InlineData(Licensing.PerService)]
    public void A_Cloud_PBX_need_not_renew_however_old_a_renewal_it_may_have(Licensing licensing)
    {
        var status = LicenseCheck.StatusOf(Facts() with { Platform = Platform.Cloud, Licensing = licensing }, Renewal.AddDays(100));
        Assert.Equal((LicenseCheckState.NotApplicable, null, null, null), (status.State, status.LicenseServer, status.DaysLeft, status.EmergencyOn));
        Assert.Empty(status.Findings);
    }

    [Fact]
    public void The_old_box_of_a_PBX_that_was_moved_to_the_Cloud_is_not_reported_for_ever()
        => Assert.Equal(LicenseCheckState.NotApplicable, LicenseCheck.StatusOf(Facts() with { PbxState = PbxState.Migrated }, Renewal.AddDays(100)).State);

    [Fact]
    public void Without_a_renewal_on_record_nothing_is_counted_and_nothing_is_claimed()
    {
        var status = LicenseCheck.StatusOf(Facts() with { LastRenewal = null }, Renewal);
        Assert.Equal((LicenseCheckState.Unknown, null, null, null), (status.State, status.DaysSince, status.DaysLeft, status.EmergencyOn));
        Assert.Contains("no renewal is on record", status.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewal_in_the_future_is_said_and_counts_as_none_missed()
    {
        var status = LicenseCheck.StatusOf(Facts(), Renewal.AddDays(-3));
        Assert.Equal((LicenseCheckState.Ok, 0, 14, Renewal.AddDays(11)), (status.State, status.DaysSince, status.DaysLeft, status.EmergencyOn)); // as renewed just now
        Assert.Equal(["LicenseCheckClockSkew"], status.Findings.Select(finding => finding.RuleId));
        Assert.Contains("the time zone of the file", status.Action, StringComparison.Ordinal);
        Assert.Contains("clocks of the box and the portal", LicenseCheck.StatusOf(Facts() with { Source = LicenseCheckSource.Portal }, Renewal.AddDays(-3)).Action, StringComparison.Ordinal);
    }

    [Theory] // hours from the moment of the past that is judged to the renewal; now is 100 hours after that moment
    [InlineData(0, "Ok", "")]
    [InlineData(1, "Unknown", "")] // after it, and no clock is wrong
    [InlineData(100, "Unknown", "")]
    [InlineData(101, "Ok", "LicenseCheckClockSkew")] // after now, too
    public void A_renewal_between_a_moment_of_the_past_and_now_is_no_wrong_clock_and_tells_nothing_of_that_moment(int hours, string state, string findings)
    {
        var asOf = Renewal.AddHours(-hours);
        var status = LicenseCheck.StatusOf(Facts() with { KnownOn = asOf.AddHours(100) }, asOf);
        Assert.Equal((state, findings), (status.State.ToString(), status.Findings.ToString()));
        Assert.Equal(state == "Unknown" ? (null, null, null) : (0, 14, asOf.AddDays(14)), (status.DaysSince, status.DaysLeft, status.EmergencyOn));
        if (state == "Unknown") Assert.Equal("Judge a later moment: it renewed after this one, on 2026-03-10 08:30 UTC. How it stood before can't be told, since only the last renewal is on record.", status.Action);
        Assert.Equal(status.Action, LicenseCheck.StatusOf(LicenseCheckFacts.Of(status), asOf).Action); // judged again it is the same
        Assert.Equal(LicenseCheckState.NotApplicable, LicenseCheck.StatusOf(Facts() with { Platform = Platform.Cloud, KnownOn = asOf.AddHours(100) }, asOf).State);
    }

    [Fact]
    public void A_renewal_at_the_end_of_time_is_no_reason_to_fail()
    {
        Assert.Equal(Renewal.AddDays(14), LicenseCheck.StatusOf(Facts() with { LastRenewal = DateTimeOffset.MaxValue }, Renewal).EmergencyOn);
        Assert.Null(LicenseCheck.StatusOf(Facts() with { LastRenewal = DateTimeOffset.MaxValue }, DateTimeOffset.MaxValue).EmergencyOn);
    }

    [Fact]
    public void Times_are_UTC_whatever_offset_they_came_with()
    {
        var here = TimeSpan.FromHours(5);
        var status = LicenseCheck.StatusOf(Facts() with { LastRenewal = Renewal.ToOffset(here), ExpiresOn = Renewal.AddYears(1).ToOffset(here) }, Renewal.AddDays(3).ToOffset(here));
        Assert.All([status.LastRenewal, status.EmergencyOn, status.ExpiresOn, status.AsOf], moment => Assert.Equal(TimeSpan.Zero, moment!.Value.Offset));
        Assert.Equal((Renewal, Renewal.AddDays(3)), (status.LastRenewal, status.AsOf));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, "LicenseCheckGrace")]
    [InlineData(15, "LicenseCheckEmergencyOnly")]
    public void A_finding_comes_with_the_state_that_it_is_about_and_no_other(int days, string? rule)
    {
        var findings = LicenseCheck.StatusOf(Facts(), Renewal.AddDays(days)).Findings;
        Assert.Equal(rule is null ? [] : new[] { rule }, findings.Select(finding => finding.RuleId));
        Assert.All(findings, finding => Assert.Contains("bergmann-hq", finding.Message, StringComparison.Ordinal));
        Assert.Empty(LicenseCheck.StatusOf(Facts() with { Licensing = Licensing.PerService }, Renewal.AddDays(days)).Findings);
    }

    [Theory]
    [InlineData(1, LicenseCheckState.Ok)] // either way of licensing is Ok so far
    [InlineData(3, LicenseCheckState.Unknown)]
    public void Licensing_that_is_not_known_is_not_guessed_once_it_decides(int days, LicenseCheckState state)
        => Assert.Equal(state, LicenseCheck.StatusOf(Facts() with { Licensing = null }, Renewal.AddDays(days)).State);

    [Fact]
    public void A_platform_that_is_not_known_is_not_guessed_but_the_model_may_say_it()
    {
        Assert.Equal(LicenseCheckState.Unknown, LicenseCheck.StatusOf(Facts() with { Platform = null }, Renewal.AddDays(1)).State);
        Assert.Equal(LicenseCheckState.NotApplicable, LicenseCheck.StatusOf(Facts() with { Platform = null, Model = "WPBX-CLOUD" }, Renewal.AddDays(1)).State);
    }

    [Theory] // the guide: wmp.wildix.com lower than 3.86, api.wildix.com starting from 3.86
    [InlineData("3.85.99999.99", "wmp.wildix.com")]
    [InlineData("3.09", "wmp.wildix.com")]
    [InlineData("3.86", "api.wildix.com")]
    [InlineData("3.86.0.1", "api.wildix.com")]
    [InlineData("4.03.44693.48", "api.wildix.com")]
    [InlineData("7.01", "api.wildix.com")]
    public void The_version_says_the_license_server(string version, string server)
    {
        var status = LicenseCheck.StatusOf(Facts() with { WmsVersion = WmsVersion.Parse(version) }, Renewal.AddDays(3));
        Assert.Equal(server, status.LicenseServer);
        Assert.Contains(server, status.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("4,03")]
    public void Without_a_readable_version_no_server_is_claimed_and_both_are_named(string? unreadable)
    {
        var status = LicenseCheck.StatusOf(Facts() with { WmsVersion = null, UnreadableVersion = unreadable }, Renewal.AddDays(3));
        Assert.Equal((LicenseCheckState.Grace, null), (status.State, status.LicenseServer));
        foreach (var said in new[] { "wmp.wildix.com", "api.wildix.com", unreadable ?? "not known" })
            Assert.Contains(said, status.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_that_no_portal_gave_is_still_a_PBX_to_a_cmdlet_that_takes_one()
    {
        Assert.Equal("7b1c0a5f9e21", Reference(Facts() with { Serial = "7b1c0a5f9e21" }).PbxId);
        Assert.Equal("bergmann-hq", Reference(Facts()).PbxId);

        static IPbxReference Reference(LicenseCheckFacts facts) => LicenseCheck.StatusOf(facts, Renewal);
    }

    static LicenseCheckFacts Facts() => new()
    {
        Pbx = "bergmann-hq",
        Platform = Platform.Virtual,
        Licensing = Licensing.PerUser,
        WmsVersion = WmsVersion.Parse("4.03"),
        LastRenewal = Renewal,
        Source = LicenseCheckSource.Csv,
    };
}
