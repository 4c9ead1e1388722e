using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Takes a moment as text, and never throws. The engine would read a text in the time zone of the machine; the cmdlet
/// reads it in that of the portal, where days are counted. A moment that has an offset keeps it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class MomentTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => TextOf(inputData);

    /// <summary>A value as text: a moment in the round-trip form, anything else as a cell.</summary>
    public static string? TextOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        DateTime moment => moment.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("o", CultureInfo.InvariantCulture),
        _ => CellTextAttribute.TextOf(value),
    };
}
