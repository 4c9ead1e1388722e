using System.Globalization;
using System.Text.RegularExpressions;

namespace WildixPbx.Boxes;

/// <summary>How it is written that a PBX never renewed its licence. Ours: Wildix documents no form.</summary>
public static class NeverRenewed
{
    // How databases write that there is no date.
    const string NoDate = "0000-00-00";

    static readonly Regex IsoDate = new(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(\z|[Tt ])", RegexOptions.CultureInvariant);

    // The day that clocks begin with, in whatever time zone it was written.
    static readonly DateTimeOffset LastOfNever = new(1970, 1, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a text that stands for a moment says that there was none: 0, a date no later than the day that clocks begin with, or a word for it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fields">The words.</param>
    public static bool IsSaidBy(string? text, BoxFields fields)
        => text is not null && (fields.IsOneOf(BoxFields.Never, text) || text.StartsWith(NoDate, StringComparison.Ordinal)
            || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number == 0 : DateOf(text) is { } moment && IsSaidBy(moment)));

    /// <summary>Whether a moment is one that stands for none.</summary>
    public static bool IsSaidBy(DateTimeOffset moment) => moment <= LastOfNever;

    /// <summary>The moment that a date as ISO 8601 has it stands for, in UTC where it has no offset; none for anything else.</summary>
    public static DateTimeOffset? DateOf(string text)
        => IsoDate.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
