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
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IConvertible value
            && double.TryParse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : inputData;
}
