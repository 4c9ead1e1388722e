using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Takes anything a CSV cell, a pipeline or a prompt may hold as text, and never throws. The engine's own binder makes 0
/// of an empty cell and stops the row at <c>12x</c> without naming it; so numbers and words bind as text, and the cmdlet
/// reads them with <see cref="RowReader"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class CellTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => TextOf(inputData);

    /// <summary>A value as text, numbers and dates in the invariant culture; null for nothing.</summary>
    public static string? TextOf(object? value)
    {
        if (value is PSObject { BaseObject: var inner and not PSCustomObject }) value = inner;
        return value switch
        {
            null => null,
            string text => text,
            DateTime or DateTimeOffset => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture), // with its zone
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            object[] { Length: 1 } single => TextOf(single[0]),
            // Several values are no cell; as lines they can't be taken for one that has a comma in it.
            System.Collections.IEnumerable list => string.Join("\n", list.Cast<object?>().Select(TextOf)),
            _ => value.ToString(),
        };
    }
}
