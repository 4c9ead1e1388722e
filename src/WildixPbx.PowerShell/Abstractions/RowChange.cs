using WildixPbx.Binding;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Abstractions;

/// <summary>A change that is ready to be sent.</summary>
/// <param name="Command">The change.</param>
/// <param name="IfMatch">The tag of the state that it was thought out on; none where any will do.</param>
sealed record PreparedChange<T>(PortalCommand<T> Command, string? IfMatch = null)
{
    /// <summary>The change as it was agreed to: not dearer than what the question said.</summary>
    public PreparedChange<T> AtMost(Money? fee)
        => fee is not null && Command.Body is IPaidChange paid ? this with { Command = Command with { Body = paid.AtMost(fee.Amount) } } : this;
}

/// <summary>What one input of a changing cmdlet asks for.</summary>
/// <param name="Object">The object that is changed.</param>
/// <param name="Target">What questions call the object.</param>
/// <param name="Action">What questions call the change; only made where there is one.</param>
/// <param name="PrepareAsync">Makes the change ready; it may have to read the object first.</param>
/// <param name="Results">Makes the results of the answer.</param>
sealed record RowChange<T>(RowKey Object, string Target, Func<string> Action, Func<Task<PreparedChange<T>>> PrepareAsync, Func<Change<T>, IEnumerable<IChangeResult>> Results)
{
    public RowChange(RowKey row, string target, string action, PreparedChange<T> change, Func<Change<T>, IEnumerable<IChangeResult>> results)
        : this(row, target, () => action, () => Task.FromResult(change), results) { }
}

/// <summary>Which row something is of.</summary>
/// <param name="Index">Its number, from 1.</param>
/// <param name="Input">The row itself; none where the parameters were given by hand.</param>
readonly record struct RowMark(int Index, object? Input);

/// <summary>What a row calls its object, and in which way, so that rows of one object can be kept in order.</summary>
readonly record struct RowKey(string Kind, string Text)
{
    const int SerialLength = 12;

    /// <summary>The key of a PBX that is called by id, serial or name.</summary>
    public static RowKey OfPbx(string identity)
        => identity.StartsWith("pbx_", StringComparison.Ordinal) ? new("id", identity)
            : identity.Length == SerialLength && identity.All(Uri.IsHexDigit) ? new("serial", identity)
            : new("name", PbxName.Normalize(identity));

    /// <summary>The key of anything else, which has one way to be called.</summary>
    public static RowKey Of(string identity) => new("", identity);

    /// <summary>The key of an identity that has to be there.</summary>
    /// <exception cref="ValidationException">The input had nothing that identifies.</exception>
    public static string Required(ObjectIdentity? identity, string columns)
        => identity?.Text ?? throw new ValidationException(
            "Validation",
            identity is { IsList: true } ? "Several objects are given at once, where one is meant." : "Nothing says which object is meant: Identity is missing.",
            identity is { IsList: true } ? "Pipe them: each is an input then." : StrangeRow.AdviceFor(identity?.Source) ?? $"Give -Identity, or pipe objects or rows with {columns}.") { Column = "Identity" };
}
