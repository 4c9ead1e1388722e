using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-03-10", Term.Monthly, "2026-04-10")]
    [InlineData("2026-01-31", Term.Monthly, "2026-02-28")]
    [InlineData("2028-01-31", Term.Monthly, "2028-02-29")]
    [InlineData("2026-03-31", Term.Monthly, "2026-04-30")]
    [InlineData("2026-12-31", Term.Monthly, "2027-01-31")]
    [InlineData("2026-03-10", Term.Yearly, "2027-03-10")]
    [InlineData("2028-02-29", Term.Yearly, "2029-02-28")]
    [InlineData("2027-02-28", Term.Yearly, "2028-02-28")]
    [InlineData("2026-03-10", Term.FiveYears, "2031-03-10")]
    [InlineData("2028-02-29", Term.FiveYears, "2033-02-28")]
    [InlineData("2028-12-31", Term.FiveYears, "2033-12-31")]
    public void A_term_ends_on_the_same_day_of_the_month_or_its_last(string started, Term term, string ends)
        => Assert.Equal(Make.Moment(ends + "T00:00Z"), Calendar.ExpiryOf(Make.Moment(started + "T14:30Z"), term));

    [Fact]
    public void A_lifetime_term_never_ends()
        => Assert.Null(Calendar.ExpiryOf(Make.Moment("2026-03-10T14:30Z"), Term.Lifetime));

    [Theory]
    [InlineData("2026-01-31", Term.Monthly, 2, "2026-03-31")]
    [InlineData("2026-01-31", Term.Monthly, 3, "2026-04-30")]
    [InlineData("2026-01-31", Term.Monthly, 12, "2027-01-31")]
    [InlineData("2028-02-29", Term.Yearly, 4, "2032-02-29")]
    [InlineData("2026-03-10", Term.FiveYears, 2, "2036-03-10")]
    public void The_31st_comes_back_after_a_shorter_month(string started, Term term, int periods, string ends)
        => Assert.Equal(Make.Moment(ends + "T00:00Z"), Calendar.ExpiryOf(Make.Moment(started + "T14:30Z"), term, periods));

    [Theory]
    [InlineData("2026-03-31T23:30+00:00", "2026-04-30T00:00+00:00")]
    [InlineData("2026-04-01T01:30+02:00", "2026-05-01T00:00+02:00")] // the same moment, a day and a month later at that portal
    public void The_day_a_term_starts_is_the_portal_s(string started, string ends)
        => Assert.Equal(Make.Moment(ends), Calendar.ExpiryOf(Make.Moment(started), Term.Monthly));

    [Theory]
    [InlineData("2026-10-15T12:00Z", "Europe/Rome", "2026-11-15T00:00+01:00")] // begun in summer time, ended in winter time
    [InlineData("2026-03-15T12:00Z", "Europe/Rome", "2026-04-15T00:00+02:00")]
    [InlineData("2026-03-14T23:30Z", "Europe/Rome", "2026-04-15T00:00+02:00")] // 00:30 on the 15th in Rome
    [InlineData("2026-10-15T02:00Z", "America/New_York", "2026-11-14T00:00-05:00")] // 22:00 on the 14th in New York
    public void A_term_ends_at_midnight_of_the_portal_s_zone_over_a_change_of_the_clocks(string started, string zone, string ends)
        => Assert.Equal(Make.Moment(ends), Calendar.ExpiryOf(Make.Moment(started), Term.Monthly, zone: TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("2027-03-10T00:00Z", 0, "2027-03-09")]
    [InlineData("2027-03-01T00:00Z", 0, "2027-02-28")]
    [InlineData("2027-03-10T00:00Z", -5, "2027-03-08")]
    [InlineData("2027-03-09T23:00Z", 1, "2027-03-09")]
    public void The_last_day_is_the_day_before_the_expiry_at_the_portal(string expiry, int portalHours, string lastDay)
        => Assert.Equal(DateTime.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture), Calendar.LastDayBefore(Make.Moment(expiry), TimeSpan.FromHours(portalHours)));

    [Theory]
    [InlineData("2026-03-09T00:00Z", "2026-03-10T23:59:59Z")] // Monday: Tuesday
    [InlineData("2026-03-12T10:00Z", "2026-03-13T23:59:59Z")] // Thursday: Friday
    [InlineData("2026-03-13T00:00Z", "2026-03-16T23:59:59Z")] // Friday: Monday
    [InlineData("2026-03-13T23:59Z", "2026-03-16T23:59:59Z")]
    [InlineData("2026-03-14T10:00Z", "2026-03-16T23:59:59Z")] // Saturday: Monday
    [InlineData("2026-03-15T10:00Z", "2026-03-16T23:59:59Z")] // Sunday: Monday
    [InlineData("2026-03-13T23:30-05:00", "2026-03-16T23:59:59-05:00")] // Friday there, Saturday in UTC
    public void A_mistake_is_reported_by_the_end_of_the_next_business_day(string now, string deadline)
        => Assert.Equal(Make.Moment(deadline), Calendar.ReportMistakeBy(Make.Moment(now)));

    [Theory]
    [InlineData("2026-03-27T10:00+01:00", "2026-03-30T23:59:59+02:00")] // the clocks go forward on that Sunday
    [InlineData("2026-03-26T23:30Z", "2026-03-30T23:59:59+02:00")] // Friday already in Rome
    public void The_deadline_is_midnight_of_the_portal_s_zone(string now, string deadline)
        => Assert.Equal(Make.Moment(deadline), Calendar.ReportMistakeBy(Make.Moment(now), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome")));
}
