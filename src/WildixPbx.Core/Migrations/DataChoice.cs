using System.Text.RegularExpressions;

namespace WildixPbx;

/// <summary>Which groups of data a move takes along. The names of the groups are the script's, so they are matched by wildcards.</summary>
public sealed record DataChoice
{
    /// <summary>The groups that move, with the wildcards * and ?.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The groups that stay, whatever else says that they move.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether every question has an answer.</summary>
    public bool IsGiven => Include.Count > 0 || Exclude.Count > 0;

    /// <summary>Whether a group moves: where only some are left out all others do, where some are named no others do. None where nothing is said.</summary>
    public bool? Moves(string group)
        => !IsGiven ? null
            : Exclude.Any(pattern => Fits(pattern, group)) ? false
            : Include.Count == 0 || Include.Any(pattern => Fits(pattern, group));

    /// <summary>The patterns that fit none of the groups, as they were written. <c>*</c> fits whatever comes, also nothing.</summary>
    public IEnumerable<string> Unmatched(IReadOnlyCollection<string> groups)
        => Include.Concat(Exclude).Where(pattern => pattern.Trim() != "*" && !groups.Any(group => Fits(pattern, group)));

    /// <summary>What moves, in words.</summary>
    public override string ToString()
        => !IsGiven ? "asked about" : (Include.Count == 0 ? "all" : string.Join(", ", Include)) + (Exclude.Count == 0 ? "" : " but " + string.Join(", ", Exclude));

    static bool Fits(string pattern, string group)
        => Regex.IsMatch(group.Trim(), @"\A" + Regex.Escape(pattern.Trim()).Replace(@"\*", ".*").Replace(@"\?", ".") + @"\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
}
