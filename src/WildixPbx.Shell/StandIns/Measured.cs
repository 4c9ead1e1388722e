namespace WildixPbx.Shell.StandIns;

/// <summary>What Measure-Object has seen of one property, or of the objects themselves.</summary>
sealed class Measured(string? name)
{
    static readonly ValueComparer Comparer = new(caseSensitive: false);

    public string? Name => name;

    public int Count { get; private set; }

    public double Sum { get; private set; }

    public object? Minimum { get; private set; }

    public object? Maximum { get; private set; }

    public void Add(double number)
    {
        Sum += number;
        Count++;
    }

    public void Bound(object value)
    {
        Minimum = Minimum is null || Comparer.Compare(value, Minimum) < 0 ? value : Minimum;
        Maximum = Maximum is null || Comparer.Compare(value, Maximum) > 0 ? value : Maximum;
    }
}
