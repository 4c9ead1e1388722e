using System.Globalization;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// Names of test cases, each given once: what shows test results takes two of one name in one class for the same test. What
/// is kept of a name are 8 bytes, its hash; two names that share one would only cost the second a needless addition.
/// </summary>
sealed class TestNames
{
    readonly HashSet<ulong> _given = [];
    readonly Dictionary<ulong, int> _times = [];

    /// <summary>The name; with its serial where it was given before, and with a number where that was given, too.</summary>
    public string Of(string className, string name, string? serial)
    {
        var plain = TextHash.Of(className, name);
        if (_given.Add(plain)) return name;
        var times = _times.TryGetValue(plain, out var before) ? before : 1;
        string unique;
        do
        {
            times++;
            unique = times == 2 && serial is not null ? $"{name} ({serial})" : $"{name} ({times.ToString(CultureInfo.InvariantCulture)})";
        }
        while (!_given.Add(TextHash.Of(className, unique)));
        _times[plain] = times;
        return unique;
    }
}
