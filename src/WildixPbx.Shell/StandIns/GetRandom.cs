using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Get, "Random", DefaultParameterSetName = "Number")]
sealed class GetRandom : PSCmdlet
{
    readonly List<object?> _items = [];

    [Parameter(Position = 0, ParameterSetName = "Number")]
    public long Maximum { get; set; } = int.MaxValue;

    [Parameter(ParameterSetName = "Number")]
    public long Minimum { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Items", ValueFromPipeline = true)]
    [AllowNull]
    public object?[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    [Parameter(ParameterSetName = "Items")]
    public SwitchParameter Shuffle { get; set; }

    [Parameter]
    public int? SetSeed { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Items")
            _items.AddRange(InputObject ?? [null]);
    }

    protected override void EndProcessing()
    {
        // For tests and samples, not for secrets, as the real one.
        var random = SetSeed is { } seed ? new Random(seed) : Random.Shared;
        if (ParameterSetName == "Number")
        {
            for (var i = 0; i < Count; i++)
                WriteNumber(random.NextInt64(Minimum, Maximum));
            return;
        }

        var items = _items.ToArray();
        random.Shuffle(items);
        WriteObject(items.Take(Shuffle ? items.Length : Count), enumerateCollection: true);
    }

    void WriteNumber(long number)
    {
        if (number is >= int.MinValue and <= int.MaxValue)
            WriteObject((int)number);
        else
            WriteObject(number);
    }
}
