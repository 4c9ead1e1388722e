using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>What counts where a PBX says otherwise than the portal or a row, at the bounds.</summary>
public sealed class LicenseCheckBoxTests
{
    static readonly DateTimeOffset AsOf = Make.Moment("2026-03-24T08:30:00Z");

    [Theory] // hours of the portal's and of the box's renewal before now
    [InlineData(10.0, 11.0, "", 11.0)] // one hour apart: two records of one renewal
    [InlineData(10.0, 11.02, "LastRenewal", 11.02)]
    [InlineData(10.0, 9.0, "", 9.0)]
    [InlineData(400.0, 5.0, "LastRenewal,State", 5.0)] // the later one, of the box
    [InlineData(5.0, 400.0, "LastRenewal,State", 400.0)] // the earlier one, of the box, which counts its days by it
    [InlineData(400.0, -0.08, "LastRenewal,State", -0.08)] // less than 5 minutes ahead is no clock that is wrong
    [InlineData(400.0, -0.09, "LastRenewal,State", 400.0)]
    [InlineData(-5.0, -6.0, "", -6.0)] // both are ahead
    [InlineData(null, 5.0, "LastRenewal,State", 5.0)] // the portal says that there was none
    [InlineData(5.0, null, "", 5.0)]
    public void The_renewal_of_the_box_counts_unless_it_lies_in_the_future(double? recorded, double? told, string disagrees, double expected)
    {
        var facts = Complete(Facts() with { LastRenewal = Before(recorded) }, Told() with { LastRenewal = Before(told) });
        Assert.Equal(Before(expected), facts.LastRenewal);
        Assert.Equal(disagrees, string.Join(",", facts.Box!.Disagrees));
        Assert.Equal(Before(told) is { } moment && facts.LastRenewal == moment ? LicenseCheckSource.Box : LicenseCheckSource.Portal, facts.Source);
    }

    [Fact]
    public void A_row_that_leaves_a_cell_blank_disagrees_in_nothing_and_is_filled_in()
    {
        var row = new LicenseCheckFacts { Pbx = "a", Source = LicenseCheckSource.Csv, UnreadableVersion = "latest" };
        var facts = Complete(row, Told() with { Serial = "2211", LastRenewal = AsOf, State = "active" });
        Assert.Equal(("2211", Platform.Virtual, Licensing.PerUser, "5.01", AsOf), (facts.Serial, facts.Platform, facts.Licensing, facts.WmsVersion?.ToString(), facts.LastRenewal));
        Assert.Empty(facts.Box!.Disagrees);
        Assert.Null(facts.UnreadableVersion);
        Assert.Equal("active", LicenseCheck.StatusOf(facts, AsOf).BoxState);
    }

    [Fact]
    public void What_was_bought_is_the_portals_word_and_the_version_the_boxs()
    {
        var facts = Complete(Facts(), Told() with { Platform = Platform.Hardware, Licensing = Licensing.PerService, WmsVersion = WmsVersion.Parse("5.02") });
        Assert.Equal((Platform.Virtual, Licensing.PerUser, "5.02"), (facts.Platform, facts.Licensing, facts.WmsVersion!.ToString()));
        Assert.Equal(["Platform", "Licensing", "WmsVersion"], facts.Box!.Disagrees);
        Assert.Equal("Platform Hardware on the box, Virtual in the portal; Licensing PerService on the box, PerUser in the portal; WmsVersion 5.02 on the box, 5.01 in the portal", facts.Box.Disagreement);
    }

    [Theory]
    [InlineData("22110000AAFF", false)] // in another case it is the same
    [InlineData("22110000aafe", true)]
    public void A_box_with_another_serial_is_another_box_and_counts_for_nothing(string serial, bool isOther)
    {
        var facts = Complete(Facts() with { Serial = "22110000aaff" }, Told() with { Serial = serial, LastRenewal = AsOf.AddDays(-30), WmsVersion = WmsVersion.Parse("9.01") });
        Assert.Equal(isOther, facts.LastRenewal == Before(10) && facts.WmsVersion!.ToString() == "5.01");
        Assert.Equal(isOther, facts.Box!.Disagrees.SequenceEqual(["Serial"]));
    }

    [Fact]
    public void A_box_that_tells_nothing_leaves_what_is_known_and_its_status_says_so()
    {
        var status = LicenseCheck.StatusOf(LicenseCheckBox.Silent("no answer").Complete(Facts(), AsOf), AsOf);
        Assert.Equal((LicenseCheckState.Ok, LicenseCheckBoxAnswer.NotTold, "no answer", LicenseCheckSource.Portal), (status.State, status.BoxAnswer, status.BoxProblem, status.Source));
        Assert.Equal("Nothing. The box itself did not answer.", status.Action);
    }

    [Fact]
    public void A_box_without_a_renewal_that_can_be_read_confirms_nothing_unless_it_need_not_renew()
    {
        Assert.Equal((LicenseCheckBoxAnswer.ToldNoRenewal, "its answer has no last renewal."), (Complete(Facts(), Told()).Box!.Answer, Complete(Facts(), Told()).Box!.Problem));
        Assert.Equal("its answer has no last renewal that can be read: 'yesterday'.", Complete(Facts(), Told() with { LastRenewalText = "yesterday" }).Box!.Problem);
        Assert.Equal(LicenseCheckBoxAnswer.Told, Complete(Facts(), Told() with { LastRenewal = AsOf }).Box!.Answer);
        Assert.Equal(LicenseCheckBoxAnswer.Told, Complete(Facts() with { Platform = Platform.Cloud }, Told() with { Platform = Platform.Cloud }).Box!.Answer);
    }

    [Theory] // minutes that the box's renewal is ahead; the portal has one of 10 hours ago
    [InlineData(4, "", "Nothing.")] // no further than clocks may differ
    [InlineData(6, "LicenseCheckClockSkew", "Check the clocks of the box and the portal: the last renewal lies in the future. See why they disagree: LastRenewal 2026-03-24 08:36 UTC on the box, 2026-03-23 22:30 UTC in the portal.")]
    public void A_box_whose_clock_is_ahead_is_said_from_the_tolerance_on(int minutes, string rule, string action)
    {
        var facts = Facts() with { LastRenewal = minutes < 5 ? AsOf : Before(10) };
        var status = LicenseCheck.StatusOf(Complete(facts, Told() with { LastRenewal = AsOf.AddMinutes(minutes) }), AsOf);
        Assert.Equal((LicenseCheckState.Ok, rule, action), (status.State, string.Join(",", status.Findings.Select(finding => finding.RuleId)), status.Action));
    }

    [Fact]
    public void A_clock_that_is_ahead_on_another_box_is_no_finding_and_one_of_an_overdue_box_is_found_beside_its_state()
    {
        var ahead = Told() with { LastRenewal = AsOf.AddDays(40) };
        Assert.Empty(LicenseCheck.StatusOf(Complete(Facts() with { Serial = "a" }, ahead with { Serial = "b" }), AsOf).Findings);
        var late = LicenseCheck.StatusOf(Complete(Facts() with { LastRenewal = Before(400) }, ahead), AsOf);
        Assert.Equal((LicenseCheckState.EmergencyOnly, "LicenseCheckEmergencyOnly, LicenseCheckClockSkew"), (late.State, late.Findings.ToString()));
    }

    [Fact]
    public void A_box_that_confirms_nothing_is_said_and_a_reason_to_act()
    {
        var status = LicenseCheck.StatusOf(Complete(Facts(), Told() with { LastRenewalText = "gestern" }), AsOf);
        Assert.Equal("The box itself confirms nothing: its answer has no last renewal that can be read: 'gestern'.", status.Action);
        Assert.Equal(["ToldNoRenewal"], LicenseReports.LicenseCheckUrgency.Reasons(status));
        Assert.Equal("State, LastRenewal", new LicenseCheckStatus { Pbx = "a", State = default, Action = "", AsOf = AsOf, Source = default, Disagrees = ["State", "LastRenewal"] }.Disagrees.ToString()); // as Export-Csv writes it
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("NEVER", true)]
    [InlineData("0000-00-00", true)]
    [InlineData("0001-01-01T00:00:00Z", true)]
    [InlineData("1970-01-01 01:00:00", true)] // zero, in another zone
    [InlineData("1970-01-03", false)]
    [InlineData("yesterday", false)]
    [InlineData("1774341000", false)]
    public void Never_is_written_in_some_ways(string text, bool isNever) => Assert.Equal(isNever, Boxes.NeverRenewed.IsSaidBy(text, Boxes.BoxFields.Default));

    [Fact]
    public void A_box_that_says_it_never_renewed_disagrees_with_a_renewal_and_takes_no_day_away()
    {
        var never = Told() with { HasNeverRenewed = true, LastRenewalText = "0" };
        var facts = Complete(Facts(), never);
        Assert.Equal((Before(10), LicenseCheckSource.Portal, LicenseCheckBoxAnswer.Told), (facts.LastRenewal, facts.Source, facts.Box!.Answer));
        Assert.Equal("LastRenewal none on the box, 2026-03-23 22:30 UTC in the portal; State Unknown on the box, Ok in the portal", facts.Box.Disagreement);
        Assert.Empty(Complete(Facts() with { LastRenewal = null }, never).Box!.Disagrees); // the portal knows of none either
        Assert.Empty(Complete(Facts() with { LastRenewal = null, Source = LicenseCheckSource.Csv }, never).Box!.Disagrees); // a blank cell says nothing
        Assert.Equal(["Platform"], Complete(Facts() with { Platform = Platform.Cloud }, never).Box!.Disagrees); // one that need not renew
    }

    [Theory] // hours of the portal's and of the box's renewal before the moment that is judged, 240 hours ago
    [InlineData(-235.0, -235.0, LicenseCheckState.Unknown, "")] // the same daily renewal of today
    [InlineData(160.0, -235.0, LicenseCheckState.Unknown, "LastRenewal")] // which the portal does not have
    [InlineData(-235.0, 160.0, LicenseCheckState.Grace, "LastRenewal")] // it counts its days by its own
    [InlineData(160.0, -241.0, LicenseCheckState.Grace, "LastRenewal,State", "LicenseCheckGrace, LicenseCheckClockSkew")] // a clock that is wrong now, too
    [InlineData(null, -235.0, LicenseCheckState.Unknown, "LastRenewal")]
    public void A_box_that_renewed_after_a_moment_of_the_past_has_no_wrong_clock(double? recorded, double told, LicenseCheckState state, string disagrees, string? findings = null)
    {
        var status = LicenseCheck.StatusOf(Complete(Facts() with { LastRenewal = Before(recorded), KnownOn = AsOf.AddHours(240) }, Told() with { LastRenewal = Before(told) }), AsOf);
        Assert.Equal((state, disagrees), (status.State, string.Join(",", status.Disagrees)));
        Assert.Equal(findings ?? (state == LicenseCheckState.Grace ? "LicenseCheckGrace" : ""), status.Findings.ToString());
    }

    [Fact]
    public void What_a_box_says_and_nobody_can_read_is_said_where_it_decides_and_beside_its_answer_anyhow()
    {
        var odd = Told() with { Platform = null, Licensing = null, WmsVersion = null, UnreadablePlatform = "Boat", UnreadableLicensing = "mixed", UnreadableVersion = "latest", LastRenewal = Before(100) };
        const string Said = "its answer has no WMS version ('latest') and no platform ('Boat') and no licensing ('mixed') that can be read.";
        var alone = Status(new LicenseCheckFacts { Pbx = "a", Source = LicenseCheckSource.Csv });
        Assert.Equal((LicenseCheckState.Unknown, Said), (alone.State, alone.BoxProblem));
        Assert.StartsWith("Say what it runs on: the platform 'Boat' can't be read. The WMS version 'latest' can't be read: below 3.86", alone.Action, StringComparison.Ordinal);
        Assert.StartsWith("Say how it is licensed: 'mixed' is neither Per User nor Per Service", Status(new LicenseCheckFacts { Pbx = "a", Platform = Platform.Virtual, Source = LicenseCheckSource.Csv }).Action, StringComparison.Ordinal);

        var known = Status(Facts());
        Assert.Equal((LicenseCheckState.Grace, LicenseCheckBoxAnswer.Told, Said), (known.State, known.BoxAnswer, known.BoxProblem));
        Assert.DoesNotContain("can't be read", known.Action, StringComparison.Ordinal);
        Assert.Equal("its answer has no last renewal. Besides, " + Said, Complete(Facts(), odd with { LastRenewal = null }).Box!.Problem);
        Assert.Equal("part. Besides, " + Said, Complete(Facts() with { Serial = "a" }, odd with { Serial = "b", Problem = "part." }).Box!.Problem);

        LicenseCheckStatus Status(LicenseCheckFacts facts) => LicenseCheck.StatusOf(Complete(facts, odd), AsOf);
    }

    [Theory] // the portal's model of Virtual and Hardware says which of them it is not, and is no mistake
    [InlineData("WPBX-VM/HW", null)]
    [InlineData("Boat", "Boat")]
    public void A_platform_that_a_box_wrote_as_no_word_of_ours_is_kept_unless_it_is_the_portals_model(string told, string? unreadable)
    {
        var box = LicenseCheckBox.Of(new PbxInfo { Name = "a", Uri = new Uri("https://a.example.com"), PlatformText = told, WmsVersionText = "latest", LicensingText = "Per User", Licensing = Licensing.PerUser });
        Assert.Equal((unreadable, "latest", null), (box.UnreadablePlatform, box.UnreadableVersion, box.UnreadableLicensing));
    }

    static LicenseCheckFacts Complete(LicenseCheckFacts facts, LicenseCheckBox box) => box.Complete(facts, AsOf);

    static LicenseCheckFacts Facts() => new()
    {
        Pbx = "a", Platform = Platform.Virtual, Licensing = Licensing.PerUser, WmsVersion = WmsVersion.Parse("5.01"), LastRenewal = Before(10), Source = LicenseCheckSource.Portal,
    };

    static LicenseCheckBox Told() => new() { Answer = LicenseCheckBoxAnswer.Told, Platform = Platform.Virtual, Licensing = Licensing.PerUser, WmsVersion = WmsVersion.Parse("5.01") };

    static DateTimeOffset? Before(double? hours) => hours is { } count ? AsOf.AddHours(-count) : null;
}
