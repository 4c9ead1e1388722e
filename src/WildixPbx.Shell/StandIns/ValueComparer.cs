using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

/// <summary>Orders values as PowerShell's operators do; what can't be compared is ordered as text.</summary>
sealed class ValueComparer(bool caseSensitive) : IComparer<object?>
{
    public int Compare(object? x, object? y)
        => LanguagePrimitives.TryCompare(x, y, !caseSensitive, CultureInfo.CurrentCulture, out var order)
            ? order
            : CultureInfo.CurrentCulture.CompareInfo.Compare(x?.ToString(), y?.ToString(), caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase);

    /// <summary>Orders rows of values, the first that differs deciding; each column in its own direction.</summary>
    public int Compare(IReadOnlyList<object?> x, IReadOnlyList<object?> y, Func<int, bool> descending)
    {
        for (var i = 0; i < x.Count; i++)
        {
            if (Compare(x[i], y[i]) is var order and not 0)
                return descending(i) ? -order : order;
        }

        return 0;
    }
}
