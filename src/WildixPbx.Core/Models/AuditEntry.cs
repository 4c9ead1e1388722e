using System.Collections.ObjectModel;
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

/// <summary>What a change made different.</summary>
/// <param name="changes">The values, in the order of the object's properties.</param>
public sealed class ValueChanges(IList<ValueChange> changes) : ReadOnlyCollection<ValueChange>(changes)
{
    /// <summary>All of it in one line, as a cell of a file holds it.</summary>
    public override string ToString() => string.Join("; ", this);
}

/// <summary>One line of the trail, with what its change made different.</summary>
public sealed record AuditEntry : AuditEvent
{
    readonly Lazy<ValueChanges> _changes;

    /// <summary>A line of the trail.</summary>
    /// <param name="line">The line as the portal has it.</param>
    /// <param name="compare">Compares two objects that are written as JSON; only called when somebody looks.</param>
    [SetsRequiredMembers]
    public AuditEntry(AuditEvent line, Func<string, string, ValueChanges> compare) : base(line)
        => _changes = new Lazy<ValueChanges>(() => Before is null || After is null ? new ValueChanges([]) : compare(Before, After));

    /// <summary>What is different after the change; nothing for a creation or a removal, where all is.</summary>
    public ValueChanges Changes => _changes.Value;

    /// <summary>What was done to which object.</summary>
    public override string ToString() => $"{Action} {Subject}";
}
