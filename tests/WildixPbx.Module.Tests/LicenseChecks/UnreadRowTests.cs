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

    [Theory] // a column of that name would not be read either, and be no misspelling any more
    [InlineData("License Type", "(nearest: Licenses)")]
    [InlineData("x", "nearest")]
    public void Advice_that_would_not_help_is_found(string column, string advice)
        => Assert.DoesNotContain(advice, Assert.Single(_session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Rows.Of(("Name", "a"), ("Platform", "Virtual"), ("Licensing", "PerUser"), ("LastRenewal", "2026-03-24"), (column, "1"))]).Warnings), StringComparison.Ordinal);

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
