using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsDiagnostic.Measure, "Object")]
sealed class MeasureObject : PSCmdlet
{
    readonly List<Measured> _measured = [];
    Selector[] _selectors = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Sum { get; set; }

    [Parameter]
    public SwitchParameter Average { get; set; }

    [Parameter]
    public SwitchParameter Minimum { get; set; }

    [Parameter]
    public SwitchParameter Maximum { get; set; }

    bool NeedsNumbers => Sum || Average;

    protected override void BeginProcessing()
    {
        _selectors = Selector.From(Property);
        if (_selectors.Length == 0)
            _measured.Add(new Measured(null));
    }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;

        if (_selectors.Length == 0)
            Add(_measured[0], InputObject);

        foreach (var (name, value) in _selectors.SelectMany(selector => selector.Find(InputObject)))
        {
            var measured = _measured.Find(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
            if (measured is null)
                _measured.Add(measured = new Measured(name));
            if (value is not null)
                Add(measured, value);
        }
    }

    protected override void EndProcessing()
    {
        foreach (var measured in _measured)
            WriteObject(Described(measured));

        foreach (var selector in _measured.Count == 0 ? _selectors : [])
        {
            WriteError(new ErrorRecord(
                new PSArgumentException($"The property \"{selector.Expression}\" cannot be found in the input for any objects."),
                "GenericMeasurePropertyNotFound", ErrorCategory.InvalidArgument, selector.Expression));
        }
    }

    void Add(Measured measured, object value)
    {
        var isNumber = LanguagePrimitives.TryConvertTo<double>(value, out var number);
        if (NeedsNumbers && !isNumber)
        {
            WriteError(new ErrorRecord(
                new PSInvalidCastException($"Input object \"{value}\" is not numeric."), "NonNumericInputObject", ErrorCategory.InvalidType, value));
            return;
        }

        measured.Add(number);
        if (Minimum || Maximum)
            measured.Bound(isNumber ? number : value);
    }

    PSObject Described(Measured measured)
    {
        var result = new PSObject();
        // The engine has a view for the real cmdlet's type.
        result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GenericMeasureInfo");
        Set("Count", measured.Count);
        Set("Average", Average && measured.Count > 0 ? measured.Sum / measured.Count : null);
        Set("Sum", Sum ? measured.Sum : null);
        Set("Maximum", Maximum ? measured.Maximum : null);
        Set("Minimum", Minimum ? measured.Minimum : null);
        Set("StandardDeviation", null);
        Set("Property", measured.Name);
        return result;

        void Set(string name, object? value) => result.Properties.Add(new PSNoteProperty(name, value));
    }
}
