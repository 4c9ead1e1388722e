using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.ConvertTo, "Json")]
sealed class ConvertToJson : PSCmdlet
{
    readonly List<object?> _items = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    [Parameter]
    public SwitchParameter Compress { get; set; }

    [Parameter]
    public SwitchParameter AsArray { get; set; }

    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    protected override void ProcessRecord() => _items.Add(InputObject);

    protected override void EndProcessing()
    {
        if (_items.Count == 0)
            return;

        var json = new JsonWriting(Depth, EnumsAsStrings);
        WriteObject(json.Text(_items.Count == 1 && !AsArray ? _items[0] : _items, Compress));
        if (json.IsCut)
            WriteWarning($"Resulting JSON is truncated as serialization has exceeded the set depth of {Depth}.");
    }
}
