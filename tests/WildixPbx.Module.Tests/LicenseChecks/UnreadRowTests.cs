namespace WildixPbx.Tests.LicenseChecks;

/// <summary>Files that say less than they should: what is not known of a PBX is said of it, and no job is green for it.</summary>
public sealed class UnreadRowTests : IDisposable
{
    const string AsOf = "-AsOf '2026-03-24T08:30:00Z'";

    readonly ModuleSession _session = new();

    [Fact]
    public void A_cell_that_decides_nothing_of_a_Cloud_PBX_is_a_warning_and_no_error()
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Rows.Of(("Name", "a"), ("Platform", "Cloud"), ("Licensing", "PerUser"), ("LastRenewal", "n/a"))]);
        Assert.Empty(outcome.Errors);
        Assert.Equal("NotApplicable", Assert.Single(outcome.Output).Text("State"));
        Assert.Contains("LastRenewal can't be 'n/a'", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_columns_for_one_fact_that_differ_say_nothing_of_it()
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Rows.Of(("Name", "a"), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", "2026-03-24"), ("Last Renewal", "2026-01-01"))]);
        Assert.Contains("differ", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Unknown", Assert.Single(outcome.Output).Text("State"));
    }

    [Fact]
    public void A_PBX_of_two_customers_or_contacts_is_nobody_s_whom_a_mail_could_go_to()
    {
        var row = Rows.Of(("Name", "a"), ("Customer", "Rossi"), ("Customer ", "Bergmann"), ("Contact", "it@rossi.example"), ("Contact ", "it@bergmann.example"), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", "2026-03-24"));
        foreach (var filter in new[] { "", "-Customer Rossi" })
        {
            var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf} {filter}", [row]);
            Assert.Contains("both for Customer and differ", outcome.Error.ToString(), StringComparison.Ordinal);
            var status = Assert.Single(outcome.Output);
            Assert.Equal((null, null), (status.Prop("Customer"), status.Prop("Contact")));
        }
    }

    [Fact]
    public void The_day_on_which_a_term_ends_is_not_moved_by_a_time_zone()
    {
        var row = Rows.Of(("Name", "a"), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", "24.03.2026 08:30"), ("ExpiresOn", "01.02.2027"));
        var status = Assert.Single(_session.Get($"$input | Get-LicenseCheckStatus -Culture de-DE -TimeZone Europe/Berlin {AsOf}", [row]));
        Assert.Equal(new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero), status.Prop("ExpiresOn"));
        Assert.Equal(new DateTimeOffset(2026, 3, 24, 7, 30, 0, TimeSpan.Zero), status.Prop("LastRenewal"));
    }

    [Fact]
    public void The_unread_row_of_another_customer_is_nobody_s_error()
    {
        var rows = new[] { Row("a", "Rossi", "2026-03-24"), Row("b", "Bergmann", "soon") };
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf} -Customer rossi", rows);
        Assert.Empty(outcome.Errors);
        Assert.Equal("a", Assert.Single(outcome.Output).Text("Pbx"));
    }

    [Fact]
    public void A_customer_that_no_row_has_is_an_error_and_not_an_all_clear()
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf} -Customer Rosi", [Row("a", "Rossi", "2026-03-01")]);
        Assert.Empty(outcome.Output);
        Assert.StartsWith("WmpNotFound,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'Rosi'", outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LastRenewal")]
    [InlineData("Platform")]
    [InlineData("Licensing")]
    public void A_column_that_decides_and_is_missing_is_named(string column)
    {
        var cells = new (string Column, object? Cell)[] { ("Name", "a"), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", "2026-03-01") };
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Rows.Of([.. cells.Where(cell => cell.Column != column)])]);
        Assert.Equal("Unknown", Assert.Single(outcome.Output).Text("State"));
        Assert.Contains($"There is no column {column}", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12.11.2026 08:30", "de-DE", "2026-11-12T07:30Z")]
    [InlineData("11/12/2026 8:30 AM", "en-US", "2026-11-12T07:30Z")]
    [InlineData("12/11/2026", "it-IT", "2026-11-11T23:00Z")]
    [InlineData("2026-11-12T08:30:00", "de-DE", "2026-11-12T07:30Z")]
    [InlineData("2026-11-12T08:30:00Z", "en-US", "2026-11-12T08:30Z")]
    [InlineData("1794472200", "en-US", "2026-11-12T08:30Z")]
    [InlineData("1794472200000", "de-DE", "2026-11-12T08:30Z")]
    public void A_date_is_read_as_somebody_says_that_it_is_written(string cell, string culture, string moment)
    {
        using var scope = new CultureScope("ja-JP"); // the session's has no say then
        var status = Assert.Single(_session.Get($"$input | Get-LicenseCheckStatus -Culture {culture} -TimeZone Europe/Berlin -AsOf 2026-11-13", [Row("a", "Rossi", cell)]));
        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), status.Prop("LastRenewal"));
    }

    [Fact]
    public void A_date_that_can_be_read_in_two_ways_says_what_would_tell_them_apart()
        => Assert.Contains("-Culture", _session.Run("$input | Get-LicenseCheckStatus", [Row("a", "Rossi", "12.11.2026")]).Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);

    [Fact]
    public void A_date_that_the_culture_does_not_write_so_is_not_read_in_another_way()
    {
        var outcome = _session.Run("$input | Get-LicenseCheckStatus -Culture de-DE", [Row("a", "Rossi", "11/24/2026")]);
        Assert.Contains("de-DE", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Unknown", Assert.Single(outcome.Output).Text("State"));
    }

    [Theory]
    [InlineData("-Culture Klingon")]
    [InlineData("-Culture xx-YY")]
    [InlineData("-Culture ''")]
    [InlineData("-TimeZone Europe/Rom")]
    public void A_place_that_this_machine_does_not_know_is_refused(string parameter)
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {parameter}", [Row("a", "Rossi", "2026-11-12")]);
        Assert.Empty(outcome.Output);
        Assert.StartsWith("WmpValidation,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory] // a column of that name would not be read either, and be no misspelling any more
    [InlineData("License Type", "(nearest: Licenses)")]
    [InlineData("x", "nearest")]
    public void Advice_that_would_not_help_is_found(string column, string advice)
        => Assert.DoesNotContain(advice, Assert.Single(_session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Rows.Of(("Name", "a"), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", "2026-03-24"), (column, "1"))]).Warnings), StringComparison.Ordinal);

    [Fact]
    public void A_PBX_that_is_in_a_file_twice_and_a_serial_that_a_spreadsheet_rounded_are_warned_of()
    {
        var rows = new[] { ("a", "2211000000aa"), ("b", "2211000000AA"), ("c", ""), ("c", ""), ("d", "2,211E+11"), ("e", "2,211E+11") }
            .Select(row => Rows.Of(("Name", row.Item1), ("Customer", "Rossi"), ("Serial", row.Item2), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", "2026-03-24"))).ToArray();
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", rows);
        Assert.Equal(6, outcome.Output.Count);
        Assert.Equal(2, outcome.Warnings.Count);
        Assert.StartsWith("2 inputs are of a PBX that came before, first input 2, 'b'", outcome.Warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("A spreadsheet has rounded the serial in 2 rows, first '2,211E+11'", outcome.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_advice_for_a_file_with_tabs_can_be_pasted()
    {
        var advice = _session.Run("[pscustomobject]@{ \"Name`tPlatform\" = 'a' } | Get-LicenseCheckStatus").Error.ErrorDetails.RecommendedAction;
        Assert.Contains("-Delimiter \"`t\"", advice, StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();

    static System.Management.Automation.PSObject Row(string name, string customer, string renewal)
        => Rows.Of(("Name", name), ("Customer", customer), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", renewal));
}
