using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Tests;

/// <summary>The forms in which people and programs write the rows of a licence check: dates, columns, words.</summary>
public sealed class RowFormsTests : IDisposable
{
    const string AsOf = "-AsOf '2026-03-24T08:30:00Z'";

    readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory] // a file is read on another machine than it was written on
    [InlineData("", "12.11.2026")]
    [InlineData("en-US", "01/02/2027")]
    [InlineData("it-IT", "01/02/2027")]
    [InlineData("de-DE", "1.2.2027 08:30")]
    [InlineData("en-US", "Friday, 12-11-2026 08:30:00 +00:00")]
    public void A_day_and_a_month_that_can_be_taken_for_each_other_are_refused_in_every_culture(string culture, string text)
    {
        using var _ = new CultureScope(culture);
        var message = _session.Run("$input | Get-LicenseCheckStatus", [Row(("LastRenewal", text))]).Error.Exception.Message;
        Assert.Contains("in one way only", message, StringComparison.Ordinal);
        Assert.Contains(text.Contains("2026", StringComparison.Ordinal) ? "2026-11-12" : "2027-02-01", message, StringComparison.Ordinal);
        Assert.DoesNotContain("-TimeZone", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE", "12.12.2026", "2026-12-12")]
    [InlineData("de-DE", "13.11.2026", "2026-11-13")]
    [InlineData("en-US", "11/13/2026", "2026-11-13")]
    [InlineData("en-US", "12 November 2026", "2026-11-12")]
    [InlineData("de-DE", "2026-11-12 08:30", "2026-11-12")]
    [InlineData("th-TH", "13.11.2026", "2026-11-13")] // no year 1483
    [InlineData("en-US", "\u200E11/13/2026\u200B", "2026-11-13")] // with marks that nobody sees
    public void A_date_that_is_the_same_day_either_way_is_taken(string culture, string text, string day)
    {
        using var _ = new CultureScope(culture);
        Assert.Equal(day, ((DateTimeOffset)Status(Row(("LastRenewal", text))).Prop("LastRenewal")!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_date_that_another_culture_writes_is_refused_with_the_one_of_the_session()
    {
        using var _ = new CultureScope("en-US");
        Assert.Contains("en-US", _session.Run("$input | Get-LicenseCheckStatus", [Row(("LastRenewal", "20.11.2026 13:05"))]).Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory] // else every PBX of the file would be Unknown
    [InlineData("last renewal")]
    [InlineData("LastRenewal ")]
    [InlineData("\uFEFFLASTRENEWAL")]
    [InlineData("Last-Renewal")]
    public void A_column_in_another_spelling_is_read(string column)
    {
        var rows = new[] { "a", "b" }.Select(name => Rows.Of((column, "2026-03-20T08:30:00Z"), ("name", name), ("Wms Version", "4.03"), ("platform ", "Virtual"), ("licensing", "Per User"))).ToArray();
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", rows);
        Assert.Equal(["a Grace api.wildix.com", "b Grace api.wildix.com"], outcome.Output.Select(status => $"{status.Text("Pbx")} {status.Text("State")} {status.Text("LicenseServer")}"));
        Assert.Empty(outcome.Warnings);
    }

    [Theory] // each row has the column under its own name and under another, or under two others
    [InlineData("LastRenewal", "", "Last Renewal", "2026-03-20T08:30:00Z", "Grace")]
    [InlineData("LastRenewal", "2026-03-20T08:30:00Z", "Last Renewal", " ", "Grace")]
    [InlineData("Last-Renewal", "", "Last Renewal", "2026-03-20T08:30:00Z", "Grace")]
    [InlineData("LastRenewal", "2026-03-20T08:30:00Z", "Last Renewal", "2026-03-20T08:30:00Z ", "Grace")]
    [InlineData("LastRenewal", "", "last_renewal", "", "Unknown")]
    public void Of_two_columns_of_one_name_a_blank_one_gives_way(string one, string cell, string other, string otherCell, string state)
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}", [Rows.Of(("Name", "a"), ("Platform", "Virtual"), ("Licensing", "PerUser"), (one, cell), (other, otherCell))]);
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Warnings);
        Assert.Equal(state, Assert.Single(outcome.Output).Text("State"));
    }

    [Theory]
    [InlineData("LastRenewal", "2026-03-24", "Last Renewal", "2026-03-01", "LastRenewal")]
    [InlineData("Last-Renewal", "2026-03-24", "Last Renewal", "2026-03-01", "LastRenewal")]
    [InlineData("Wms Version", "3.85", "WmsVersion", "4.03", "WmsVersion")]
    public void Two_columns_of_one_name_that_differ_are_an_error_of_their_row_that_names_both(string one, string cell, string other, string otherCell, string name)
    {
        var outcome = _session.Run($"$input | Get-LicenseCheckStatus {AsOf}",
            [Rows.Of(("Name", "a"), ("Platform", "Virtual"), (one, cell), (other, otherCell)), Rows.Of(("Name", "b"), ("Platform", "Virtual"), (one, cell), (other, ""))]);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        foreach (var said in new[] { $"'{one}'", $"'{other}'", $"both for {name} and differ" }) Assert.Contains(said, outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], outcome.Output.Select(status => status.Text("Pbx")));
        Assert.Null(outcome.Output[0].Prop(name)); // neither of them is believed
    }

    [Fact]
    public void A_file_without_renewals_says_why_all_is_unknown()
    {
        var outcome = _session.Run("$input | Get-LicenseCheckStatus", [Rows.Of(("Name", "a"), ("Platform", "Virtual")), Rows.Of(("Name", "b"), ("Platform", "Virtual"))]);
        Assert.Equal(["Unknown", "Unknown"], outcome.Output.Select(status => status.Text("State")));
        Assert.Contains("no column LastRenewal", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact] // as ConvertTo-Json writes an enumeration
    public void Words_that_are_numbers_in_JSON_are_read_back()
    {
        var status = Status(Row(("Platform", 2L), ("Licensing", 1L), ("Term", 1L)));
        Assert.Equal(("Hardware", "PerService", "NotCovered"), (status.Text("Platform"), status.Text("Licensing"), status.Text("State")));
        Assert.StartsWith("WmpValidation,", _session.Run("$input | Get-LicenseCheckStatus", [Row(("Platform", 9L))]).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    PSObject Status(PSObject row) => Assert.Single(_session.Get($"$input | Get-LicenseCheckStatus {AsOf}", [row]));

    static PSObject Row(params (string Column, object? Cell)[] with)
    {
        var cells = new Dictionary<string, object?> { ["Name"] = "bergmann-hq", ["Platform"] = "Virtual", ["Licensing"] = "PerUser", ["WmsVersion"] = "4.03", ["LastRenewal"] = "2026-03-20T08:30:00Z" };
        foreach (var (column, cell) in with) cells[column] = cell;
        return Rows.Of(cells.Select(cell => (cell.Key, cell.Value)));
    }
}
