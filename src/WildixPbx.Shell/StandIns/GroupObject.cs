using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.Group, "Object")]
sealed class GroupObject : PSCmdlet
{
    readonly List<(PSObject Item, object?[] Keys)> _rows = [];
    Selector[] _selectors = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter NoElement { get; set; }

    [Parameter]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    [Parameter]
    public SwitchParameter AsString { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    protected override void BeginProcessing() => _selectors = Selector.From(Property);

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            _rows.Add((InputObject, _selectors.Length == 0 ? [InputObject] : [.. _selectors.Select(selector => selector.Value(InputObject))]));
    }

    protected override void EndProcessing()
    {
        var comparer = new ValueComparer(CaseSensitive);
        var sorted = _rows.OrderBy(row => row.Keys, Comparer<object?[]>.Create((x, y) => comparer.Compare(x, y, _ => false)));
        var groups = new List<(object?[] Keys, List<PSObject> Items)>();
        foreach (var (item, keys) in sorted)
        {
            if (groups.Count == 0 || comparer.Compare(groups[^1].Keys, keys, _ => false) != 0)
                groups.Add((keys, []));
            groups[^1].Items.Add(item);
        }

        if (AsHashTable)
            WriteObject(Table(groups));
        else
            foreach (var (keys, items) in groups)
                WriteObject(Described(keys, items));
    }

    Hashtable Table(List<(object?[] Keys, List<PSObject> Items)> groups)
    {
        var table = new Hashtable(CaseSensitive ? StringComparer.CurrentCulture : StringComparer.CurrentCultureIgnoreCase);
        foreach (var (keys, items) in groups)
            table[AsString || keys.Length > 1 ? Name(keys) : (keys[0] as PSObject)?.BaseObject ?? keys[0] ?? ""] = items.ToArray();
        return table;
    }

    PSObject Described(object?[] keys, List<PSObject> items)
    {
        var group = new PSObject();
        // The engine has a view for the real cmdlet's type.
        group.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GroupInfo" + (NoElement ? "NoElement" : ""));
        group.Properties.Add(new PSNoteProperty("Values", keys));
        group.Properties.Add(new PSNoteProperty("Count", items.Count));
        if (!NoElement)
            group.Properties.Add(new PSNoteProperty("Group", items.ToArray()));
        group.Properties.Add(new PSNoteProperty("Name", Name(keys)));
        return group;
    }

    static string Name(object?[] keys) => string.Join(", ", keys.Where(key => key is not null).Select(key => Convert.ToString(key, CultureInfo.CurrentCulture)));
}
