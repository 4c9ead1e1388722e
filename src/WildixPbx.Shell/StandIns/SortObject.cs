using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet("Sort", "Object")]
sealed class SortObject : PSCmdlet
{
    readonly List<(PSObject Item, object?[] Keys)> _rows = [];
    Selector[] _selectors = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    [Parameter]
    public SwitchParameter Stable { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = int.MaxValue;

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; } = int.MaxValue;

    protected override void BeginProcessing() => _selectors = Selector.From(Property);

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            _rows.Add((InputObject, _selectors.Length == 0 ? [InputObject] : [.. _selectors.Select(selector => selector.Value(InputObject))]));
    }

    protected override void EndProcessing()
    {
        var comparer = new ValueComparer(CaseSensitive);
        // OrderBy keeps the order of equals, which is what -Stable asks for.
        IEnumerable<(PSObject Item, object?[] Keys)> sorted = _rows
            .OrderBy(row => row.Keys, Comparer<object?[]>.Create((x, y) => comparer.Compare(x, y, IsDescending)));
        if (Unique)
            sorted = WithoutRepeats(sorted, comparer);

        foreach (var (item, _) in sorted.Take(Top).TakeLast(Bottom))
            WriteObject(item);
    }

    static IEnumerable<(PSObject Item, object?[] Keys)> WithoutRepeats(IEnumerable<(PSObject Item, object?[] Keys)> sorted, ValueComparer comparer)
    {
        object?[]? last = null;
        foreach (var row in sorted)
        {
            if (last is null || comparer.Compare(last, row.Keys, _ => false) != 0)
                yield return row;
            last = row.Keys;
        }
    }

    bool IsDescending(int column) => _selectors.ElementAtOrDefault(column)?.Descending ?? Descending;
}
