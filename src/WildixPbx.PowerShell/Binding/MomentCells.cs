using System.Globalization;
using System.Text.RegularExpressions;

namespace WildixPbx.Binding;

/// <summary>
/// Reads moments. Without an offset one is in the given time zone, in UTC where none is given. A date that is not written as
/// 2026-03-31 is read in the given culture. Where none is given, it is read in that of the session, as Export-Csv writes it,
/// or in the invariant one; where the two disagree, or where day and month can be taken for each other, nobody can tell which
/// is meant: a file is often read on another machine than it was written on.
/// </summary>
/// <param name="reader">Where what can't be read is noted.</param>
/// <param name="zone">The time zone of what has no offset.</param>
/// <param name="culture">The culture in which dates are written, where somebody says so.</param>
sealed class MomentCells(RowReader reader, TimeZoneInfo? zone, CultureInfo? culture)
{
    const int Months = 12, UnixSeconds = 10;

    static readonly Regex IsoDate = new(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(\z|[Tt ])", RegexOptions.CultureInvariant);

    // What has no year of four digits, such as a mere time or 3.5, would be read as something of this year.
    static readonly Regex HasYear = new(@"(\A|[^0-9])[0-9]{4}(\z|[^0-9])", RegexOptions.CultureInvariant);

    // Two numbers that may each be a day or a month, before a year.
    static readonly Regex DayAndMonth = new(@"(?<![0-9])(?<one>[0-9]{1,2})[^0-9A-Za-z:]+(?<other>[0-9]{1,2})[^0-9A-Za-z:]+[0-9]{4}(?![0-9])", RegexOptions.CultureInvariant);

    // A month and a year alone, which would be read as the first day of it.
    static readonly Regex MonthAlone = new(@"\A((\p{L}+\.?|[0-9]{1,2})[^0-9\p{L}]+[0-9]{4}|[0-9]{4}[^0-9\p{L}]+(\p{L}+\.?|[0-9]{1,2}))\z", RegexOptions.CultureInvariant);

    // Seconds or milliseconds since 1970, which nothing else is written like from 2001 to 2286.
    static readonly Regex Unix = new(@"\A([0-9]{10}|[0-9]{13})\z", RegexOptions.CultureInvariant);

    // Marks that are not seen and that programs write around a date.
    static readonly char[] Unseen = ['\uFEFF', '\u200B', '\u200E', '\u200F', '\u2060'];

    /// <summary>Reads a cell.</summary>
    public DateTimeOffset? Read(string column, object? value)
    {
        try
        {
            if (value is DateTimeOffset moment) return moment;
            if (value is DateTime time) return time.Kind == DateTimeKind.Local ? new DateTimeOffset(time) : InZone(time);
        }
        catch (ArgumentOutOfRangeException) { return Bad(column, $"{value}", Forms); }

        if (RowReader.Text(CellTextAttribute.TextOf(value)?.Trim(Unseen)) is not { } text) return null;
        if (Unix.IsMatch(text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var since))
            return text.Length > UnixSeconds ? DateTimeOffset.FromUnixTimeMilliseconds(since) : DateTimeOffset.FromUnixTimeSeconds(since);
        var read = Parse(text, CultureInfo.InvariantCulture);
        if (IsoDate.IsMatch(text)) return read ?? Bad(column, text, Forms);
        var local = Parse(text, Gregorian(culture ?? CultureInfo.CurrentCulture));
        if (culture is not null) read = local;
        if (!HasYear.IsMatch(text) || MonthAlone.IsMatch(text) || (read ?? local) is not { } found) return Bad(column, text, Forms + Otherwise);
        return culture is not null || (!IsAmbiguous(text) && (read is null || local is null || read == local)) ? found : Bad(column, text, OneWay(found));
    }

    DateTimeOffset? Bad(string column, string text, string accepted) => reader.Bad<DateTimeOffset>(column, text, accepted);

    string Forms
        => $"a moment such as 2026-03-31T08:30:00Z; without an offset it is UTC{(zone is null ? "" : " or in the time zone of -TimeZone or the portal")}, and blank means not known";

    string Otherwise
        => culture is not null ? $"; a date in another form is read as {culture.Name} writes it, by -Culture"
            : CultureInfo.CurrentCulture.Name.Length == 0 ? ""
            : $"; a date in another form is read as the culture of the session writes it, which is {CultureInfo.CurrentCulture.Name}";

    // Files that partners exchange count years as everybody does, whatever calendar the session shows.
    static CultureInfo Gregorian(CultureInfo culture)
    {
        if (culture.Calendar is GregorianCalendar) return culture;
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is not { } calendar) return CultureInfo.InvariantCulture;
        var other = (CultureInfo)culture.Clone();
        other.DateTimeFormat.Calendar = calendar;
        return other;
    }

    // With the two days that it may be, so that the right one can be copied.
    static string OneWay(DateTimeOffset found)
    {
        var one = found.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"a date that can be read in one way only; write it as year-month-day: {one}{(found.Day <= Months && found.Day != found.Month ? $" or {found.ToString("yyyy-dd-MM", CultureInfo.InvariantCulture)}" : "")}";
    }

    static bool IsAmbiguous(string text)
        => DayAndMonth.Match(text) is { Success: true } match
            && int.Parse(match.Groups["one"].Value, CultureInfo.InvariantCulture) is var one and <= Months
            && int.Parse(match.Groups["other"].Value, CultureInfo.InvariantCulture) is var other and <= Months
            && one != other;

    DateTimeOffset? Parse(string text, CultureInfo form)
    {
        if (!DateTime.TryParse(text, form, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var time)) return null;
        if (time.Kind == DateTimeKind.Unspecified && time.Year is > 1 and < 9999) return InZone(time);
        return DateTimeOffset.TryParse(text, form, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var moment) ? moment : null;
    }

    DateTimeOffset InZone(DateTime time)
    {
        time = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        while (zone?.IsInvalidTime(time) == true) time = time.AddMinutes(1); // an hour that the clocks skip
        return new DateTimeOffset(time, zone?.GetUtcOffset(time) ?? TimeSpan.Zero);
    }
}
