using System.Globalization;

namespace WildixPbx.Binding;

/// <summary>Time zones and cultures, by the names that people give them.</summary>
static class Locales
{
    static readonly Lazy<HashSet<string>> Cultures = new(() => new(CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name), StringComparer.OrdinalIgnoreCase));

    /// <summary>A time zone; UTC where none is named.</summary>
    /// <exception cref="ValidationException">This machine does not know it.</exception>
    public static TimeZoneInfo Zone(string? name)
    {
        if (name is null) return TimeZoneInfo.Utc;
        try { return TimeZoneInfo.FindSystemTimeZoneById(name); }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new ValidationException("Validation", $"This machine knows no time zone '{name}'.", "Give -TimeZone a name that it knows, such as Europe/Rome.", e) { Column = "TimeZone" };
        }
    }

    /// <summary>A culture; none where none is named. One that nobody knows would be made up, and read dates somehow.</summary>
    /// <exception cref="ValidationException">This machine does not know it.</exception>
    public static CultureInfo? Culture(string? name)
        => name is null ? null
            : Cultures.Value.Contains(name.Trim()) ? CultureInfo.GetCultureInfo(name.Trim())
            : throw new ValidationException("Validation", $"This machine knows no culture '{name}'.", "Give -Culture a name that it knows, such as de-DE or en-US.") { Column = "Culture" };
}
