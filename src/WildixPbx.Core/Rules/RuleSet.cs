namespace WildixPbx.Rules;

/// <summary>The rules that hold from a date on. A portal says which set it enforces.</summary>
/// <param name="Name">The year and month it is called by, such as <c>2020-02</c>.</param>
/// <param name="From">The first day on which it holds.</param>
public sealed record RuleSet(string Name, DateTime From)
{
    /// <summary>The licensing guide of February 2020; the default.</summary>
    public static RuleSet Guide2020 { get; } = new("2020-02", new DateTime(2020, 2, 1));

    /// <summary>From 19 April 2022: one licensed PBX a customer, sharing without a manager.</summary>
    public static RuleSet From2022 { get; } = new("2022-04", new DateTime(2022, 4, 19));

    /// <summary>Every set, the oldest first.</summary>
    public static IReadOnlyList<RuleSet> All { get; } = [Guide2020, From2022];

    /// <summary>The set of that name, or none.</summary>
    public static RuleSet? Find(string name) => All.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
