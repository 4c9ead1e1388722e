using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>Takes counts by profile as a hashtable, or as the text that a CSV has of them: <c>UC-Essential 30, PBX-BASIC 10</c>. Never throws.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class LicenseCountsTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IDictionary counts
            ? string.Join(", ", counts.Cast<DictionaryEntry>().Select(count => $"{count.Key} {CellTextAttribute.TextOf(count.Value)}"))
            : CellTextAttribute.TextOf(inputData);
}
