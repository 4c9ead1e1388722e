using System.Globalization;
using System.Text.RegularExpressions;

namespace WildixPbx.Binding;

/// <summary>
/// Reads the cells of one input. An empty or blank cell means not given; what can't be read is gathered, so that one
/// error names every such cell with what it may hold.
/// </summary>
sealed class RowReader
{
    const int Months = 12;

    static readonly Regex IsoDate = new(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(\z|[Tt ])", RegexOptions.CultureInvariant);

    // What has no year of four digits, such as a mere time or 3.5, would be read as something of this year.
    static readonly Regex HasYear = new(@"(\A|[^0-9])[0-9]{4}(\z|[^0-9])", RegexOptions.CultureInvariant);

    // Two numbers that may each be a day or a month, before a year.
    static readonly Regex DayAndMonth = new(@"(?<![0-9])(?<one>[0-9]{1,2})[^0-9A-Za-z:]+(?<other>[0-9]{1,2})[^0-9A-Za-z:]+[0-9]{4}(?![0-9])", RegexOptions.CultureInvariant);

    // A month and a year alone, which would be read as the first day of it.
    static readonly Regex MonthAlone = new(@"\A((\p{L}+\.?|[0-9]{1,2})[^0-9\p{L}]+[0-9]{4}|[0-9]{4}[^0-9\p{L}]+(\p{L}+\.?|[0-9]{1,2}))\z", RegexOptions.CultureInvariant);

    // Marks that are not seen and that programs write around a date.
    static readonly char[] Unseen = ['\uFEFF', '\u200B', '\u200E', '\u200F', '\u2060'];

    List<(string Column, string Problem)>? _problems;

    /// <summary>A text without the blanks around it, or null.</summary>
    public static string? Text(string? cell) => string.IsNullOrWhiteSpace(cell) ? null : cell!.Trim();

    /// <summary>A text that has to be there.</summary>
    public string Required(string column, string? cell, string accepted)
    {
        if (Text(cell) is { } text)
        {
            if (text.IndexOfAny(['\n', '\r']) >= 0) Add(column, $"{column} can't be several values or lines; pipe one input for each");
            return text;
        }

        Add(column, $"{column} is missing; {accepted}");
        return "";
    }

    /// <summary>A whole number. Its range is for the rules to judge, where it fits 32 bits.</summary>
    public int? Count(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        if (text[0] == '+') return Bad<int>(column, text, "an absolute count without a sign, such as 30; for more or fewer there are -Add and -Remove");
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && text != "-0") return count;
        return Bad<int>(column, text, "a whole number without separators, such as 30; blank means not given");
    }

    /// <summary>An amount of money, without a currency.</summary>
    public decimal? Amount(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return amount;
        return Bad<decimal>(column, text, "an amount of 0 or more with a decimal point, such as 1250.50");
    }

    /// <summary>How long the SSH port is to be open.</summary>
    public TimeSpan? SshDuration(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        return Durations.Read(text) is { } duration && Durations.IsOfSsh(duration) ? duration : Bad<TimeSpan>(column, text, Durations.Forms + ", " + Durations.SshBounds);
    }

    /// <summary>Counts by profile, such as <c>UC-Essential 30, PBX-BASIC 10</c>.</summary>
    public LicenseCounts? Counts(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        var counts = new LicenseCounts();
        foreach (var part in text.Split(','))
        {
            var words = part.Split([' ', ':', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) counts[words[0]] = count;
            else Add(column, $"{column} can't be '{text}': it takes counts by profile, such as UC-Essential 30, PBX-BASIC 10");
        }

        return counts;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        return text.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "FALSE" or "NO" or "0" => false,
            _ => Bad<bool>(column, text, "True or False"),
        };
    }

    /// <summary>
    /// A moment. Without an offset it is one in the given time zone, in UTC where none is given. A date that is not written as 2026-03-31 is read in the culture of the
    /// session, as Export-Csv writes it, or in the invariant one; where the two disagree, or where day and month can be taken
    /// for each other, nobody can tell which is meant: a file is often read on another machine than it was written on.
    /// </summary>
    public DateTimeOffset? Moment(string column, object? value, TimeZoneInfo? zone = null)
    {
        try
        {
            if (value is DateTimeOffset moment) return moment;
            if (value is DateTime time) return time.Kind == DateTimeKind.Local ? new DateTimeOffset(time) : InZone(time, zone);
        }
        catch (ArgumentOutOfRangeException) { return Bad<DateTimeOffset>(column, $"{value}", Moments(zone)); }

        if (Text(CellTextAttribute.TextOf(value)?.Trim(Unseen)) is not { } text) return null;
        var read = Parse(text, CultureInfo.InvariantCulture, zone);
        if (IsoDate.IsMatch(text)) return read ?? Bad<DateTimeOffset>(column, text, Moments(zone));
        var local = Parse(text, Gregorian(CultureInfo.CurrentCulture), zone);
        if (!HasYear.IsMatch(text) || MonthAlone.IsMatch(text) || (read ?? local) is not { } found) return Bad<DateTimeOffset>(column, text, Moments(zone) + Otherwise());
        return !IsAmbiguous(text) && (read is null || local is null || read == local) ? found : Bad<DateTimeOffset>(column, text, OneWay(found));
    }

    /// <summary>One of an enumeration's words, in any case; blanks and hyphens in it don't matter.</summary>
    public T? Word<T>(string column, string? cell) where T : struct, Enum
    {
        if (Text(cell) is not { } text) return null;
        var word = text.Replace(" ", "").Replace("-", "");
        foreach (var name in Enum.GetNames(typeof(T)))
            if (string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) return (T)Enum.Parse(typeof(T), name);
        return Bad<T>(column, text, "one of " + string.Join(", ", Enum.GetNames(typeof(T))));
    }

    /// <summary>One of an enumeration's words that has to be there.</summary>
    public T RequiredWord<T>(string column, string? cell) where T : struct, Enum
    {
        if (Text(cell) is null) Required(column, cell, "one of " + string.Join(", ", Enum.GetNames(typeof(T))));
        return Word<T>(column, cell) ?? default;
    }

    /// <summary>What could not be read; none where all could.</summary>
    public string? Problem => _problems is null ? null : string.Join(" ", _problems.Select(problem => problem.Problem));

    /// <summary>Notes a problem that the caller found.</summary>
    public void Add(string column, string problem) => (_problems ??= []).Add((column, problem));

    /// <summary>Ends the reading.</summary>
    /// <exception cref="ValidationException">Something could not be read, or is missing.</exception>
    public void ThrowIfBad()
    {
        if (_problems is null) return;
        throw new ValidationException(
            "Validation",
            string.Join(" ", _problems.Select(problem => problem.Problem + ".")),
            "Correct " + string.Join(", ", _problems.Select(problem => problem.Column).Distinct()) + " and repeat this input; nothing was done for it.")
        { Column = _problems[0].Column };
    }

    static string Moments(TimeZoneInfo? zone)
        => $"a moment such as 2026-03-31T08:30:00Z; without an offset it is UTC{(zone is null ? "" : " or that of -TimeZone or the portal")}, and blank means not known";

    static string Otherwise()
        => CultureInfo.CurrentCulture.Name.Length == 0 ? "" : $"; a date in another form is read as the culture of the session writes it, which is {CultureInfo.CurrentCulture.Name}";

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

    static DateTimeOffset? Parse(string text, CultureInfo culture, TimeZoneInfo? zone)
    {
        if (!DateTime.TryParse(text, culture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var time)) return null;
        if (time.Kind == DateTimeKind.Unspecified && time.Year is > 1 and < 9999) return InZone(time, zone);
        return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var moment) ? moment : null;
    }

    static DateTimeOffset InZone(DateTime time, TimeZoneInfo? zone)
    {
        time = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        while (zone?.IsInvalidTime(time) == true) time = time.AddMinutes(1); // an hour that the clocks skip
        return new DateTimeOffset(time, zone?.GetUtcOffset(time) ?? TimeSpan.Zero);
    }

    T? Bad<T>(string column, string text, string accepted) where T : struct
    {
        Add(column, $"{column} can't be '{NameText.Isolated(text)}': it takes {accepted}");
        return null;
    }
}
