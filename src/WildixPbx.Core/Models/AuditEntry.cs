using System.Diagnostics.CodeAnalysis;

namespace WildixPbx;

/// <summary>One value of an object that a change made another one.</summary>
/// <param name="Name">The property, with the path to it where it is a part of another one: <c>Licenses.UC-Essential</c>.</param>
/// <param name="Old">The value before, as text; none where there was none.</param>
/// <param name="New">The value after, as text; none where there is none.</param>
public sealed record ValueChange(string Name, string? Old, string? New)
{
    /// <summary>The property with both values: <c>Term: Monthly -&gt; Yearly</c>.</summary>
    public override string ToString() => $"{Name}: {Old ?? "-"} -> {New ?? "-"}";
}

/// <summary>One line of the trail, with what its change made different.</summary>
public sealed record AuditEntry : AuditEvent
{
    readonly Lazy<IReadOnlyList<ValueChange>> _changes;

    /// <summary>A line of the trail.</summary>
    /// <param name="line">The line as the portal has it.</param>
    /// <param name="compare">Compares two objects that are written as JSON; only called when somebody looks.</param>
    [SetsRequiredMembers]
    public AuditEntry(AuditEvent line, Func<string, string, IReadOnlyList<ValueChange>> compare) : base(line)
        => _changes = new Lazy<IReadOnlyList<ValueChange>>(() => Before is null || After is null ? [] : compare(Before, After));

    /// <summary>What is different after the change; nothing for a creation or a removal, where all is.</summary>
    public IReadOnlyList<ValueChange> Changes => _changes.Value;

    /// <summary>What was done to which object.</summary>
    public override string ToString() => $"{Action} {Subject}";
}
