namespace WildixPbx.Rules;

/// <summary>Prices by item and term, in one currency. Wildix publishes none, so a portal brings its own.</summary>
public sealed record PriceList
{
    /// <summary>The item code of one unit of storage.</summary>
    public const string StorageItem = "STORAGE-10GB";

    /// <summary>ISO 4217 code of every price.</summary>
    public required string Currency { get; init; }

    /// <summary>The prices of one unit for a whole term, by item: a profile or <c>STORAGE-10GB</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<Term, decimal>> PerTerm { get; init => field = InAnyCase(value); }

    /// <summary>The prices of items that are bought once, such as <c>WPBX-HW</c>.</summary>
    public required IReadOnlyDictionary<string, decimal> Once { get; init => field = InAnyCase(value); }

    /// <summary>No money, in the list's currency.</summary>
    public Money Nothing => new(0, Currency);

    /// <summary>
    /// What a number of units costs for a term. Ours: no proration, and an item without a price is free of charge
    /// (an unknown profile is refused by its own rule).
    /// </summary>
    public Money Of(string item, Term term, int units)
        => new(PerTerm.TryGetValue(item, out var terms) && terms.TryGetValue(term, out var price) ? price * Math.Max(0, units) : 0, Currency);

    /// <summary>What a number of items that are bought once costs.</summary>
    public Money Of(string item, int quantity) => new(Once.TryGetValue(item, out var price) ? price * Math.Max(0, quantity) : 0, Currency);

    /// <summary>Items are found in any case, as profiles are: else a profile in lower case would be free of charge.</summary>
    static Dictionary<string, T> InAnyCase<T>(IReadOnlyDictionary<string, T> prices)
        => prices.ToDictionary(price => price.Key, price => price.Value, StringComparer.OrdinalIgnoreCase);
}
