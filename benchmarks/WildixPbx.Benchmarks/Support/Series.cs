using System.Globalization;

namespace WildixPbx.Benchmarks;

/// <summary>What several rounds measured of one thing.</summary>
sealed class Series
{
    readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    public double Min => _values.Min();

    public double Max => _values.Max();

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}

/// <summary>A table on the console, in the form in which README.md keeps it.</summary>
static class Report
{
    public static void Head(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();
        Console.WriteLine("| what | min | median | max | budget |");
        Console.WriteLine("|---|---|---|---|---|");
    }

    public static void Row(string what, Series series, string format, string budget = "")
        => Console.WriteLine($"| {what} | {Text(series.Min, format)} | {Text(series.Median, format)} | {Text(series.Max, format)} | {budget} |");

    public static void Note(string text) => Console.Error.WriteLine(text);

    static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
