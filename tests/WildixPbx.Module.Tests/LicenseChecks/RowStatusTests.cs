using System.Management.Automation;

namespace WildixPbx.Tests;

/// <summary>The licence check of rows, as a file has them, in a session that knows no portal.</summary>
public sealed class RowStatusTests : IDisposable
{
    const string AsOf = "-AsOf '2026-03-24T08:30:00Z'";

    readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory] // hand-written from the rule catalogue, at the minute
    [InlineData("2026-03-24T08:30:00Z", "Ok", "Ok", 0, 14)]
    [InlineData("2026-03-23T08:30:00Z", "Ok", "Ok", 1, 13)]
    [InlineData("2026-03-22T08:30:00Z", "Ok", "Ok", 2, 12)]
    [InlineData("2026-03-22T08:29:00Z", "Grace", "NotCovered", 2, 12)]
    [InlineData("2026-03-11T08:30:00Z", "Grace", "NotCovered", 13, 1)]
    [InlineData("2026-03-10T08:30:00Z", "Grace", "NotCovered", 14, 0)]
    [InlineData("2026-03-10T08:29:00Z", "EmergencyOnly", "NotCovered", 14, 0)]
    [InlineData("2026-03-09T08:30:00Z", "EmergencyOnly", "NotCovered", 15, 0)]
    [InlineData("2126-03-26T08:30:00Z", "Ok", "Ok", 0, 14)] // in the future
    [InlineData("2026-03-26T08:30:00Z", "Unknown", "Unknown", null, null)] // after that moment, and not in the future
    [InlineData("", "Unknown", "Unknown", null, null)]
    public void The_states_of_a_file_are_those_of_the_catalogue(string renewal, string perUser, string perService, int? days, int? left)
    {
        foreach (var (licensing, state, daysLeft) in new[] { ("PerUser", perUser, left), ("Per Service", perService, null) })
        {
            var status = Status(Row(("Licensing", licensing), ("LastRenewal", renewal)));
            Assert.Equal((state, days, daysLeft), (status.Text("State"), (int?)status.Prop("DaysSince"), (int?)status.Prop("DaysLeft")));
            Assert.Equal("Csv", status.Text("Source"));
        }

        Assert.Equal("NotApplicable", Status(Row(("Platform", "Cloud"), ("LastRenewal", renewal))).Text("State"));
    }

    [Fact]
    public void A_file_goes_through_whole_with_all_that_it_says()
    {
        var status = Status(Row(("Customer", "Bergmann & Söhne"), ("Serial", "2211000000aa"), ("Term", "Five Years"), ("ExpiresOn", "2027-01-31")));
        Assert.Equal(("Bergmann & Söhne", "bergmann-hq", "2211000000aa", "WPBX-VM/HW", "4.03.44693.48", "api.wildix.com"),
            (status.Text("Customer"), status.Text("Pbx"), status.Text("Serial"), status.Text("Model"), status.Text("WmsVersion"), status.Text("LicenseServer")));
        Assert.Equal(new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), status.Prop("ExpiresOn"));
        Assert.Equal("FiveYears", status.Text("Term"));
        Assert.Equal("LicenseCheckGrace", Assert.Single((IEnumerable<object>)status.Prop("Findings")!).GetType().GetProperty("RuleId")!.GetValue(((IEnumerable<object>)status.Prop("Findings")!).First()));
    }

    [Theory]
    [InlineData("", "is not known")]
    [InlineData("latest", "'latest' can't be read")]
    [InlineData("4,03", "'4,03' can't be read")]
    [InlineData("4", "'4' can't be read")]
    public void A_version_that_is_missing_or_unreadable_is_said_and_does_not_stop_the_judgement(string version, string said)
    {
        var status = Status(Row(("WmsVersion", version)));
        Assert.Equal(("Grace", null, null), (status.Text("State"), status.Prop("WmsVersion"), status.Prop("LicenseServer")));
        Assert.Contains(said, status.Text("Action"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LastRenewal", "yesterday")]
    [InlineData("LastRenewal", "31.02.2026")]
    [InlineData("LastRenewal", "2026-02-31")]
    [InlineData("LastRenewal", "08:30")] // a time without a date is no day of today
    [InlineData("LastRenewal", "3.5")]
    [InlineData("LastRenewal", "2026-11")] // a month is no day
    [InlineData("LastRenewal", "11/2026")]
    [InlineData("LastRenewal", "November 2026")]
    [InlineData("Platform", "Boat")]
    [InlineData("Platform", "1")]
    [InlineData("Licensing", "PerMonth")]
    public void A_cell_that_can_not_be_read_is_an_error_that_names_the_column_and_what_it_takes_and_takes_no_PBX_away(string column, string cell)
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Row(("Name", "first")), Row(("Name", "second"), (column, cell)), Row(("Name", "third"))]);
        Assert.Null(outcome.Failure);
        Assert.Equal([("first", "Grace"), ("second", "Unknown"), ("third", "Grace")], outcome.Output.Select(status => (status.Text("Pbx"), status.Text("State"))));
        Assert.Contains($"'{cell}'", outcome.Output[1].Text("Action"), StringComparison.Ordinal);
        var error = outcome.Error;
        Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"{column} can't be '{cell}'", error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("Input 2: 'second': ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("second", ((PSObject)error.TargetObject).Text("Name"));
    }

    [Fact]
    public void A_cell_that_decides_no_state_is_left_out_with_one_warning_a_column_and_no_PBX_is_lost()
    {
        PSObject[] rows = [Row(), Row(("Name", "b"), ("Term", "Jährlich"), ("ExpiresOn", "soon")), Row(("Name", "c"), ("Term", "5Y"), ("ExpiresOn", "never"))];
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", rows);
        Assert.Empty(outcome.Errors);
        Assert.Equal(["Grace", "Grace", "Grace"], outcome.Output.Select(status => status.Text("State")));
        Assert.Null(outcome.Output[1].Prop("Term"));
        Assert.Equal(2, outcome.Warnings.Count);
        Assert.StartsWith("ExpiresOn can't be read in 1 row and is left out there: input 2: ExpiresOn can't be 'soon'", outcome.Warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("Term can't be read in 2 rows and is left out there: input 2: Term can't be 'Jährlich'", outcome.Warnings[1], StringComparison.Ordinal);
    }

    [Theory] // as a box writes it, so does its export; a year 1 is what is nothing in .NET
    [InlineData("never")]
    [InlineData("0")]
    [InlineData("1970-01-01 01:00:00")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("01/01/0001 00:00:00 +00:00")]
    public void A_row_that_says_it_never_renewed_is_one_without_a_renewal(string cell)
    {
        var status = Status(Row(("LastRenewal", cell)));
        Assert.Equal(("Unknown", null, null), (status.Text("State"), status.Prop("LastRenewal"), status.Prop("DaysSince")));
    }

    [Theory]
    [InlineData("12.11.2026", "in one way only")]
    [InlineData("tomorrow", "-AsOf")]
    public void A_moment_to_judge_that_can_be_read_in_two_ways_or_none_is_refused_before_anything_is_judged(string asOf, string said)
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus -AsOf '{asOf}'", [Row()]);
        Assert.Empty(outcome.Output);
        Assert.Contains(said.TrimStart('-'), outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_moment_to_judge_is_read_as_a_cell_is()
        => Assert.Equal(new DateTimeOffset(2026, 3, 24, 8, 30, 0, TimeSpan.Zero), Assert.Single(_session.Get("$input | Get-LicenseCheckStatus -AsOf '2026-03-24 08:30'", [Row()])).Prop("AsOf"));

    [Theory]
    [InlineData("[pscustomobject]@{ 'Name;Platform;LastRenewal' = 'a;Virtual;2026-01-01' }", "-Delimiter ';'")]
    [InlineData("@{ Name = 'a'; LastRenewal = '2026-01-01' }", "[pscustomobject]")]
    public void What_looks_like_a_row_and_is_none_says_what_to_do(string input, string advice)
        => Assert.Contains(advice, _session.Run($"{input} | Get-LicenseCheckStatus").Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);

    [Fact]
    public void Every_bad_cell_of_a_row_is_named_in_its_one_error()
    {
        var error = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Row(("Platform", "Boat"), ("LastRenewal", "soon"))]).Error;
        Assert.Contains("Platform", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("LastRenewal", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("O'Brien \"Sons\" <b>&amp;</b>")]
    [InlineData("=HYPERLINK(\"http://example.com\")")]
    [InlineData("שלום עולם \u202Eabc")]
    [InlineData("Café ☎️ 👨‍👩‍👧")]
    [InlineData("a\nb")]
    public void A_name_stays_as_it_is_written(string name)
    {
        var status = Status(Row(("Name", name), ("Customer", name)));
        Assert.Equal((name, name), (status.Text("Pbx"), status.Text("Customer")));
    }

    [Fact]
    public void Without_a_name_the_serial_says_which_PBX_it_is_and_without_both_the_row_is_refused()
    {
        Assert.Equal("2211000000aa", Status(Row(("Name", ""), ("Serial", "2211000000aa"))).Text("Pbx"));
        Assert.StartsWith("WmpValidation,", _session.Run("$input | Get-LicenseCheckStatus", [Row(("Name", " "))]).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-20T10:30:00+02:00")]
    [InlineData("2026-03-20 08:30")]
    [InlineData("2026-03-20T08:30:00.0000000+00:00")]
    [InlineData("03/20/2026 08:30:00 +00:00")] // as Export-Csv writes it in the invariant culture
    public void A_moment_is_taken_in_the_forms_in_which_it_is_written(string text)
        => Assert.Equal(new DateTimeOffset(2026, 3, 20, 8, 30, 0, TimeSpan.Zero), ((DateTimeOffset)Status(Row(("LastRenewal", text))).Prop("LastRenewal")!).ToUniversalTime());

    [Fact]
    public void A_date_that_is_another_one_in_the_culture_of_the_session_is_not_guessed()
    {
        using var culture = new CultureScope("it-IT");
        Assert.Equal(new DateTime(2026, 3, 20), ((DateTimeOffset)Status(Row(("LastRenewal", "20/03/2026 08:30:00 +00:00"))).Prop("LastRenewal")!).UtcDateTime.Date);
        Assert.Contains("in one way only", _session.Run("$input | Get-LicenseCheckStatus", [Row(("LastRenewal", "04/03/2026 08:30:00 +00:00"))]).Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_moment_that_is_an_object_is_taken_as_it_is()
    {
        foreach (var value in new object[] { new DateTime(2026, 3, 20, 8, 30, 0, DateTimeKind.Utc), new DateTimeOffset(2026, 3, 20, 8, 30, 0, TimeSpan.Zero), new DateTime(2026, 3, 20, 8, 30, 0, DateTimeKind.Unspecified) })
            Assert.Equal(4, Status(Row(("LastRenewal", value))).Prop("DaysSince"));
        Assert.StartsWith("WmpValidation,", _session.Run("$input | Get-LicenseCheckStatus", [Row(("Platform", null), ("LastRenewal", "x"))]).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_hold_for_rows_too()
    {
        PSObject[] rows = [Row(("Name", "a"), ("LastRenewal", "2026-03-24")), Row(("Name", "b"), ("Customer", "Rossi")), Row(("Name", "c"), ("LastRenewal", "2026-01-01")), Row(("Name", "d"), ("LastRenewal", ""))];
        Assert.Equal(["b", "c"], Names("-State Grace, EmergencyOnly"));
        Assert.Equal(["d"], Names("-State Unknown"));
        Assert.Equal(["c"], Names("-MinimumDays 5"));
        Assert.Equal(["a", "b", "c"], Names("-MinimumDays 0"));
        Assert.Equal(["b"], Names("-Customer ROSSI"));

        IEnumerable<string?> Names(string filter) => _session.Get($"$input | Get-LicenseCheckStatus {AsOf} {filter}", rows).Select(status => status.Text("Pbx"));
    }

    [Fact]
    public void A_result_is_judged_anew_at_another_moment_also_after_a_file()
    {
        _session.Set("row", Row());
        Assert.Equal("EmergencyOnly", _session.Get($"$row | Get-LicenseCheckStatus {AsOf} | Get-LicenseCheckStatus -AsOf '2026-05-01T00:00:00Z'")[0].Text("State"));
        Assert.Equal("Grace", _session.Get($"$row | Get-LicenseCheckStatus {AsOf} | Get-LicenseCheckStatus")[0].Text("State"));
    }

    [Fact]
    public void A_misspelled_column_is_named_with_the_one_that_is_nearest()
    {
        var outcome = _session.Run("$input | Get-LicenseCheckStatus", [Row("a"), Row("b")]);
        Assert.Equal("Unknown", outcome.Output[0].Text("State"));
        Assert.Contains("'LastRenewel' (nearest: LastRenewal)", Assert.Single(outcome.Warnings), StringComparison.Ordinal);

        static PSObject Row(string name) => Rows.Of(("Name", name), ("Platform", "Virtual"), ("LastRenewel", "2026-03-20"));
    }

    [Theory]
    [InlineData("Get-LicenseCheckStatus")]
    [InlineData("Get-LicenseCheckStatus bergmann-hq")]
    [InlineData("[pscustomobject]@{ Name = 'a' } | Get-LicenseCheckStatus")]
    public void What_only_a_portal_can_say_needs_a_connection_and_the_error_says_what_would_do_without(string command)
    {
        var error = _session.Run(command).Error;
        Assert.StartsWith("WmpNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("LastRenewal", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Customer ''")]
    [InlineData("-Customer $null")]
    [InlineData("-AsOf $null")]
    [InlineData("-FailOn ''")]
    [InlineData("-FailOn Ok")]
    [InlineData("-MinimumDays -1")]
    [InlineData("-State Late")]
    public void A_parameter_that_says_nothing_or_too_little_is_refused(string parameter) => _session.End($"Get-LicenseCheckStatus {parameter}");

    PSObject Status(PSObject row) => Assert.Single(_session.Get($"$input | Get-LicenseCheckStatus {AsOf}", [row]));

    static PSObject Row(params (string Column, object? Cell)[] with)
    {
        var cells = new Dictionary<string, object?>
        {
            ["Name"] = "bergmann-hq", ["Customer"] = "Bergmann", ["Serial"] = "", ["Platform"] = "Virtual", ["Licensing"] = "PerUser",
            ["WmsVersion"] = "4.03.44693.48", ["LastRenewal"] = "2026-03-20T08:30:00Z",
        };
        foreach (var (column, cell) in with) cells[column] = cell;
        return Rows.Of(cells.Select(cell => (cell.Key, cell.Value)));
    }
}
