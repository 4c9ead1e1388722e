using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WildixPbx;

/// <summary>
/// A version of WMS, such as <c>4.03.44693.48</c>. Four numbers decide the order, left to right; the text stays as
/// written, so 4.03 is never shown as 4.3.
/// </summary>
public sealed class WmsVersion : IComparable<WmsVersion>, IComparable, IEquatable<WmsVersion>
{
    const int MaximumParts = 4;
    readonly string _text;
    readonly int[] _parts;

    WmsVersion(string text, int[] parts) => (_text, _parts) = (text, parts);

    /// <summary>The major version: 3, 4, 5 and so on.</summary>
    public int Major => _parts[0];

    /// <summary>The minor version: 3 in 4.03, 88 in 3.88.</summary>
    public int Minor => _parts[1];

    /// <summary>Reads a version of two to four numbers; missing ones count as 0.</summary>
    /// <exception cref="FormatException">The text is no such version.</exception>
    public static WmsVersion Parse(string text)
        => TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is no WMS version. Written like 4.03.44693.48.");

    /// <summary>Reads a version of two to four numbers, without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WmsVersion? version)
    {
        version = null;
        var trimmed = text?.Trim() ?? "";
        var words = trimmed.Split('.');
        if (words.Length is < 2 or > MaximumParts) return false;

        var parts = new int[MaximumParts];
        for (var i = 0; i < words.Length; i++)
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out parts[i])) return false;

        version = new WmsVersion(trimmed, parts);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(WmsVersion? other)
    {
        if (other is null) return 1;
        for (var i = 0; i < MaximumParts; i++)
            if (_parts[i] != other._parts[i]) return _parts[i].CompareTo(other._parts[i]);
        return 0;
    }

    /// <inheritdoc/>
    /// <remarks>A text on the right is read as a version, so that <c>$pbx.WmsVersion -lt '4.03'</c> means what it says.</remarks>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        WmsVersion version => CompareTo(version),
        string text => CompareTo(Parse(text)),
        _ => throw new ArgumentException($"A {obj.GetType()} can't be compared with a WMS version.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(WmsVersion? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WmsVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => (((((_parts[0] * 397) ^ _parts[1]) * 397) ^ _parts[2]) * 397) ^ _parts[3];

    /// <summary>The version as it was written.</summary>
    public override string ToString() => _text;

    /// <summary>Whether two versions have the same four numbers.</summary>
    public static bool operator ==(WmsVersion? left, WmsVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two versions differ in one of the four numbers.</summary>
    public static bool operator !=(WmsVersion? left, WmsVersion? right) => !(left == right);

    /// <summary>Whether the left version is the older one.</summary>
    public static bool operator <(WmsVersion left, WmsVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left version is the newer one.</summary>
    public static bool operator >(WmsVersion left, WmsVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left version is the older one or the same.</summary>
    public static bool operator <=(WmsVersion left, WmsVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left version is the newer one or the same.</summary>
    public static bool operator >=(WmsVersion left, WmsVersion right) => left.CompareTo(right) >= 0;
}
