using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Takes a bare number as seconds, as whoever types <c>-Timeout 30</c> means it. The engine would make 30 ticks of it, and
/// 30 days of the text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IConvertible value && Durations.Read(value.ToString(CultureInfo.InvariantCulture)) is { } duration ? duration : inputData;
}
