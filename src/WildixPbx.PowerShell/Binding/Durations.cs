using System.Globalization;
using System.Text.RegularExpressions;

namespace WildixPbx.Binding;

/// <summary>
/// Reads lengths of time as people write them: seconds as a bare number, or hours, minutes and seconds with colons, after
/// days with a dot. The runtime makes 30 days of <c>30</c>, and 24 days of <c>24:00:00</c>.
/// </summary>
static class Durations
{
    /// <summary>The forms that are read, for messages.</summary>
    public const string Forms = "a time such as 02:00:00 for two hours, 1.00:00:00 for a day, or a number of seconds";

    /// <summary>How long the SSH port can be open, for messages.</summary>
    public static readonly string SshBounds = FormattableString.Invariant($"at least {SshAccess.ShortestDuration.TotalSeconds:0} second and at most {SshAccess.LongestDuration.TotalDays:0} days");

    static readonly Regex Clock = new(@"^(?:(?<days>\d{1,7})\.)?(?<hours>\d{1,7}):(?<minutes>[0-5]?\d)(?::(?<seconds>[0-5]?\d(?:\.\d{1,7})?))?$", RegexOptions.CultureInvariant);

    /// <summary>Whether the SSH port can be opened for so long.</summary>
    public static bool IsOfSsh(TimeSpan duration) => duration >= SshAccess.ShortestDuration && duration <= SshAccess.LongestDuration;

    /// <summary>Reads a text; none where it is no length of time.</summary>
    public static TimeSpan? Read(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bare))
            return Math.Abs(bare) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(bare) : null;
        if (Clock.Match(text) is not { Success: true } match) return null;
        return TimeSpan.FromDays(Part("days")) + TimeSpan.FromHours(Part("hours")) + TimeSpan.FromMinutes(Part("minutes")) + TimeSpan.FromSeconds(Part("seconds"));

        double Part(string name) => match.Groups[name] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }
}
