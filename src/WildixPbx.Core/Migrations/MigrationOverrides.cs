namespace WildixPbx;

/// <summary>The rules of a move to the Cloud that can be overridden by name. The finding stays, as advice that says so.</summary>
public static class MigrationOverrides
{
    /// <summary>Their ids: what the guide says nothing of. What it forbids can't be overridden.</summary>
    public static IReadOnlyList<string> Known { get; } = [nameof(Rules.MigrationVersionNotCovered)];

    /// <summary>Those of the names that can't be overridden, as they were written.</summary>
    public static IEnumerable<string> Refused(IEnumerable<string> names) => names.Where(name => !Contains(Known, name));

    internal static bool Contains(IEnumerable<string> names, string id) => names.Any(name => string.Equals(name?.Trim(), id, StringComparison.OrdinalIgnoreCase));
}
