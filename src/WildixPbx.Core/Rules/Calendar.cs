namespace WildixPbx.Rules;

/// <summary>Dates that follow from the guide. Days are days in the portal's time zone, which the moments given here are in.</summary>
public static class Calendar
{
    /// <summary>
    /// The day a term ends: the same day of the month, or its last, 1, 12 or 60 months later; none for Lifetime. Ours, the guide is silent.
    /// </summary>
    /// <param name="started">The day the term began, in the portal's time zone.</param>
    /// <param name="term">The term.</param>
    /// <param name="periods">How many terms have run since, 1 for the first expiry. Counted from the start, so that the 31st comes back after a February.</param>
    public static DateTimeOffset? ExpiryOf(DateTimeOffset started, Term term, int periods = 1)
        => MonthsOf(term) is { } months ? new DateTimeOffset(started.Date, started.Offset).AddMonths(months * periods) : null;

    /// <summary>The day before an expiry, on which the guide recommends all licence changes.</summary>
    public static DateTime LastDayBefore(DateTimeOffset expiry, TimeSpan portalOffset) => expiry.ToOffset(portalOffset).Date.AddDays(-1);

    /// <summary>Until when a mistake must be reported: the end of the next Monday-to-Friday day.</summary>
    public static DateTimeOffset ReportMistakeBy(DateTimeOffset now)
    {
        var day = now.Date.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        return new DateTimeOffset(day.AddDays(1).AddSeconds(-1), now.Offset);
    }

    static int? MonthsOf(Term term) => term switch
    {
        Term.Monthly => 1,
        Term.Yearly => 12,
        Term.FiveYears => 60,
        _ => null,
    };
}
