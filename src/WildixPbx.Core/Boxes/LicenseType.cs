namespace WildixPbx.Boxes;

/// <summary>The words that a box has for licences, and the profiles that they are sold as.</summary>
public static class LicenseType
{
    /// <summary>What new and imported users get until it is set by hand.</summary>
    public const string Default = "essential";

    static readonly Dictionary<string, string> Profiles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["basic"] = "PBX-BASIC",
        [Default] = "UC-Essential",
        ["business"] = "UC-Business",
        ["premium"] = "UC-Premium",
        ["wizyconf"] = "UC-Wizyconf",
    };

    /// <summary>The types that public clients use; a box may know more.</summary>
    public static IReadOnlyCollection<string> Known => Profiles.Keys;

    /// <summary>The profile of a type; none for one that is not known.</summary>
    public static string? ProfileOf(string? type) => type is not null && Profiles.TryGetValue(type.Trim(), out var profile) ? profile : null;

    /// <summary>The type that is meant by a type or a profile, in any case; none for what is neither.</summary>
    public static string? Find(string word)
    {
        foreach (var entry in Profiles)
            if (IsSame(entry.Key, word) || IsSame(entry.Value, word)) return entry.Key;
        return null;
    }

    static bool IsSame(string left, string right) => string.Equals(left, right.Trim(), StringComparison.OrdinalIgnoreCase);
}
