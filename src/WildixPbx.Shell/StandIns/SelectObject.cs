using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Select, "Object")]
sealed class SelectObject : PSCmdlet
{
    readonly Queue<PSObject> _held = new();
    readonly HashSet<string> _seen = [];
    Projection _projection = null!;
    int _taken;
    int _skipped;
    int _position = -1;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public string[] ExcludeProperty { get; set; } = [];

    [Parameter]
    public string? ExpandProperty { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? First { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Last { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    [Parameter]
    public int[]? Index { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    // Counted from the end, -Skip leaves out items there.
    bool SkipsFromEnd => Last is not null && First is null;

    protected override void BeginProcessing() => _projection = new Projection(Property, ExcludeProperty, ExpandProperty);

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;

        _position++;
        if (Index is not null && !Index.Contains(_position))
            return;

        if (!SkipsFromEnd && _skipped < Skip)
            _skipped++;
        else
            Take(InputObject);

        if (_taken >= First && Last is null && !Wait)
            throw EngineInternals.StopUpstreamOf(this);
    }

    protected override void EndProcessing()
    {
        if (Last is null)
            return;

        var leaveOut = SkipsFromEnd ? Skip : 0;
        while (_held.Count > leaveOut)
            Emit(_held.Dequeue());
    }

    void Take(PSObject item)
    {
        if (First is not null && _taken < First)
        {
            _taken++;
            Emit(item);
            return;
        }

        if (First is not null && Last is null)
            return;

        _held.Enqueue(item);
        if (Last is not null)
        {
            if (_held.Count > Last + (SkipsFromEnd ? Skip : 0))
                _held.Dequeue();
        }
        else if (_held.Count > SkipLast)
        {
            Emit(_held.Dequeue());
        }
    }

    void Emit(PSObject item)
    {
        foreach (var output in _projection.Apply(item, error => WriteError(error)))
        {
            if (!Unique || _seen.Add(Projection.Identity(output)))
                WriteObject(output);
        }
    }
}
