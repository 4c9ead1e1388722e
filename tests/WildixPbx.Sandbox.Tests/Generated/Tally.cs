using System.Globalization;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>What the generated steps came to, so that it can be seen whether they reach everything.</summary>
sealed class Tally
{
    readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal), _rules = new(StringComparer.Ordinal);

    /// <summary>How many changes went over the wire, refused ones too.</summary>
    public int Changes { get; private set; }

    public IReadOnlyCollection<string> Rules => _rules.Keys;

    public void Add(string kind, string outcome, IEnumerable<string> found)
    {
        Changes++;
        Count(_outcomes, $"{kind} {outcome}");
        foreach (var id in found) Count(_rules, id);
    }

    public override string ToString() => string.Join(", ", _outcomes.Concat(_rules).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value}")));

    static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
