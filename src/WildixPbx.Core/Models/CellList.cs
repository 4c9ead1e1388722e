using System.Collections.ObjectModel;

namespace WildixPbx;

/// <summary>A list that says what is in it where it becomes text, as in the cell that Export-Csv makes of it: <c>RegionRequired, MigrationDowntime</c>.</summary>
/// <typeparam name="T">What is in it.</typeparam>
public sealed class CellList<T> : ReadOnlyCollection<T>
{
    readonly Func<T, string> _word;

    internal CellList(IList<T> items, Func<T, string> word) : base(items) => _word = word;

    /// <summary>A word for each, in order.</summary>
    public override string ToString() => string.Join(", ", this.Select(_word));
}

/// <summary>Makes such lists.</summary>
static class CellList
{
    /// <summary>No findings.</summary>
    public static CellList<Finding> NoFindings { get; } = Of(Array.Empty<Finding>());

    /// <summary>No names.</summary>
    public static CellList<string> NoNames { get; } = Of(Array.Empty<string>());

    /// <summary>Findings; a cell has the ids of their rules.</summary>
    public static CellList<Finding> Of(IReadOnlyList<Finding>? findings) => findings as CellList<Finding> ?? new(ListOf(findings), finding => finding.RuleId);

    /// <summary>Names, which a cell has as they are.</summary>
    public static CellList<string> Of(IReadOnlyList<string>? names) => names as CellList<string> ?? new(ListOf(names), name => name);

    static IList<T> ListOf<T>(IReadOnlyList<T>? items) => items as IList<T> ?? [.. items ?? []];
}
