using System.Globalization;

namespace WildixPbx;

/// <summary>An amount of money with its currency, so that two portals' figures are never added by mistake.</summary>
/// <param name="Amount">The amount in units of the currency, not in cents.</param>
/// <param name="Currency">ISO 4217 code, such as EUR.</param>
public sealed record Money(decimal Amount, string Currency) : IComparable<Money>, IComparable
{
    /// <summary>Compares amounts of one currency; amounts of two currencies sort by currency.</summary>
    public int CompareTo(Money? other)
    {
        if (other is null) return 1;
        var byCurrency = string.CompareOrdinal(Currency, other.Currency);
        return byCurrency != 0 ? byCurrency : Amount.CompareTo(other.Amount);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as Money);

    /// <summary>The amount with two decimals and the currency, in the invariant culture: <c>1250.00 EUR</c>.</summary>
    public override string ToString() => $"{Amount.ToString("0.00", CultureInfo.InvariantCulture)} {Currency}";

    /// <summary>Whether the left amount is below the right one.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is above the right one.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is at most the right one.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is at least the right one.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;
}
