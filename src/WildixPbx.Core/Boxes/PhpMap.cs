using System.Globalization;
using System.Text;

namespace WildixPbx.Boxes;

/// <summary>
/// A map as PHP keeps it, which is how a box reads queries and bodies: ordered, a key once, whole-number keys apart from
/// words. Values are null, bool, long, double, string, or another map.
/// </summary>
public sealed class PhpMap : List<KeyValuePair<string, object?>>
{
    /// <summary>Sets a key; one that is there keeps its place.</summary>
    public void Set(string key, object? value)
    {
        var at = FindIndex(entry => entry.Key == key);
        if (at < 0) Add(new KeyValuePair<string, object?>(key, value));
        else this[at] = new KeyValuePair<string, object?>(key, value);
    }

    /// <summary>The value of a key; null where there is none.</summary>
    public object? Get(string key)
    {
        foreach (var entry in this)
            if (entry.Key == key) return entry.Value;
        return null;
    }

    /// <summary>Adds a value under the next whole number, as <c>name[]</c> does.</summary>
    public string Append(object? value)
    {
        var next = 0L;
        foreach (var entry in this)
            if (IsWhole(entry.Key, out var number) && number >= next) next = number + 1;
        var key = next.ToString(CultureInfo.InvariantCulture);
        Set(key, value);
        return key;
    }

    /// <summary>A list: a map with its indexes as keys.</summary>
    public static PhpMap List(IEnumerable<object?> values)
    {
        var map = new PhpMap();
        foreach (var value in values) map.Set(map.Count.ToString(CultureInfo.InvariantCulture), value);
        return map;
    }

    /// <summary>Whether a key is a whole number in PHP's eyes: no sign but a minus, no leading zero, 64 bits.</summary>
    internal static bool IsWhole(string key, out long number)
        => long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number.ToString(CultureInfo.InvariantCulture) == key;

    /// <summary>The order in which keys are signed: whole numbers as numbers, before words; words by their UTF-8 bytes.</summary>
    internal static int Compare(string left, string right)
    {
        var leftIsWhole = IsWhole(left, out var leftNumber);
        var rightIsWhole = IsWhole(right, out var rightNumber);
        if (leftIsWhole && rightIsWhole) return leftNumber.CompareTo(rightNumber);
        if (leftIsWhole != rightIsWhole) return leftIsWhole ? -1 : 1;
        var (one, other) = (Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
            if (one[i] != other[i]) return one[i].CompareTo(other[i]);
        return one.Length.CompareTo(other.Length);
    }
}
