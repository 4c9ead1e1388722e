using System.Text.RegularExpressions;

namespace WildixPbx.Tests.Page;

/// <summary>The calendar of terms that end: each is shown on its day or counted in words.</summary>
public sealed class CalendarTests : IDisposable
{
    readonly Statuses _statuses = new();

    [Theory] // judged on 24 November 2026; the days of each month that was cut off are among them
    [InlineData("2026-11-24", true)]
    [InlineData("2026-11-30", true)]
    [InlineData("2027-10-31", true)]
    [InlineData("2027-11-01", true)]
    [InlineData("2027-11-24", true)] // a year's term that began today
    [InlineData("2027-11-30", true)]
    [InlineData("2027-12-01", false)]
    [InlineData("2031-11-24", false)]
    [InlineData("2026-11-23", false)]
    public void A_term_that_the_calendar_neither_shows_nor_counts_is_found(string day, bool isShown)
    {
        var section = Section($"New-Status a b -Hours 1 -Expires ([int] ([DateTimeOffset] '{day}T07:00:00Z' - $asOf).TotalDays)");
        Assert.Equal(isShown, section.Contains($"<title>{day}: 1</title>", StringComparison.Ordinal));
        Assert.Equal(isShown, section.Contains("Calendar of 1 terms", StringComparison.Ordinal));
        Assert.Contains("on each day from 2026-11-24 to 2027-11-30;", section, StringComparison.Ordinal);
        Assert.Equal(string.CompareOrdinal(day, "2027-11-30") > 0, section.Contains("1 term ends after 2027-11-30.", StringComparison.Ordinal));
        Assert.Equal(day == "2026-11-23", section.Contains("1 term ended before today.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-12-01T00:00:00Z", 13, "2027-12-31")]
    [InlineData("2027-02-28T23:59:00Z", 13, "2028-02-29")]
    [InlineData("9999-06-15T00:00:00Z", 7, "9999-12-31")] // no day comes after it
    public void The_rows_are_this_month_and_the_twelve_after_it_whole(string asOf, int months, string last)
    {
        var section = Section($"New-Status a b -Hours 1 -Expires 10 -AsOf ([DateTimeOffset] '{asOf}')");
        Assert.Equal(months, Regex.Count(section, "<tr><th scope=\"row\">"));
        Assert.Contains($"to {last};", section, StringComparison.Ordinal);
        Assert.Contains($"<title>{last}: 0</title>", section, StringComparison.Ordinal);
    }

    string Section(string script) => Regex.Match(_statuses.Export(script, "calendar.html"), "<section id=\"calendar\".*?</section>", RegexOptions.Singleline).Value;

    public void Dispose() => _statuses.Dispose();
}
