namespace WildixPbx.Rules;

/// <summary>
/// Dates that follow from the guide. Days are days in the portal's time zone. Where no zone is given, the moments are
/// taken to be in it; that is enough only for a zone whose offset never changes, such as UTC.
/// </summary>
public static class Calendar
{
    /// <summary>After how long a Cloud PBX activates by itself. The guide: "wait for approximately 3 minutes".</summary>
    public static TimeSpan ActivationTime { get; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The day a term ends: the same day of the month, or its last, 1, 12 or 60 months later; none for Lifetime. Ours, the guide is silent.
    /// </summary>
    /// <param name="started">The day the term began, in the portal's time zone.</param>
    /// <param name="term">The term.</param>
    /// <param name="periods">How many terms have run since, 1 for the first expiry. Counted from the start, so that the 31st comes back after a February.</param>
    /// <param name="zone">The portal's time zone: a term that begins in summer time may end in winter time, on the same day of the month.</param>
    public static DateTimeOffset? ExpiryOf(DateTimeOffset started, Term term, int periods = 1, TimeZoneInfo? zone = null)
        => MonthsOf(term) is { } months ? At(In(started, zone).Date.AddMonths(months * periods), started.Offset, zone) : null;

    /// <summary>The day before an expiry, on which the guide recommends all licence changes.</summary>
    public static DateTime LastDayBefore(DateTimeOffset expiry, TimeSpan portalOffset) => expiry.ToOffset(portalOffset).Date.AddDays(-1);

    /// <summary>Until when a mistake must be reported: the end of the next Monday-to-Friday day.</summary>
    /// <param name="now">The moment of the change, in the portal's time zone.</param>
    /// <param name="zone">The portal's time zone.</param>
    public static DateTimeOffset ReportMistakeBy(DateTimeOffset now, TimeZoneInfo? zone = null)
    {
        var day = In(now, zone).Date.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        return At(day.AddDays(1).AddSeconds(-1), now.Offset, zone);
    }

    /// <summary>
    /// When an increase of storage is in force: the next 01:00 after a moment. Where the clocks jump over 01:00 it is the
    /// first moment after it. Source: the guide, "The change will be applied at 1AM".
    /// </summary>
    /// <param name="now">The moment, in the portal's time zone.</param>
    /// <param name="zone">The portal's time zone.</param>
    public static DateTimeOffset NextOneAm(DateTimeOffset now, TimeZoneInfo? zone = null)
    {
        for (var day = In(now, zone).Date; ; day = day.AddDays(1))
        {
            var local = day.AddHours(1);
            while (zone?.IsInvalidTime(local) == true) local = local.AddMinutes(1);
            var moment = At(local, now.Offset, zone);
            if (moment > now) return moment;
        }
    }

    static DateTimeOffset In(DateTimeOffset moment, TimeZoneInfo? zone) => zone is null ? moment : TimeZoneInfo.ConvertTime(moment, zone);

    static DateTimeOffset At(DateTime local, TimeSpan offset, TimeZoneInfo? zone) => new(local, zone?.GetUtcOffset(local) ?? offset);

    static int? MonthsOf(Term term) => term switch
    {
        Term.Monthly => 1,
        Term.Yearly => 12,
        Term.FiveYears => 60,
        _ => null,
    };
}
