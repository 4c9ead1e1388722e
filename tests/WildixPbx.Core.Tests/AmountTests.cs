using System.Globalization;
using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class AmountTests
{
    static readonly PriceList Prices = new()
    {
        Currency = "EUR",
        PerTerm = new Dictionary<string, IReadOnlyDictionary<Term, decimal>>
        {
            ["UC-Essential"] = new Dictionary<Term, decimal> { [Term.Monthly] = 5.90m, [Term.Yearly] = 59m },
            ["STORAGE-10GB"] = new Dictionary<Term, decimal> { [Term.Monthly] = 2.50m },
        },
        Once = new Dictionary<string, decimal> { ["WPBX-HW"] = 890m },
    };

    [Theory]
    [InlineData("1250", "EUR", "1250.00 EUR")]
    [InlineData("0", "EUR", "0.00 EUR")]
    [InlineData("5.9", "CHF", "5.90 CHF")]
    [InlineData("1234567.891", "EUR", "1234567.89 EUR")]
    public void Money_reads_the_same_in_every_culture(string amount, string currency, string text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(text, new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Money_of_one_currency_is_ordered_by_its_amount()
    {
        Money less = new(9.99m, "EUR"), more = new(10m, "EUR");
        Assert.True(less < more && less <= more && more > less && more >= less);
        Assert.False(less > more || less >= more || more < less || more <= less);
    }

    [Fact]
    public void Money_is_equal_by_its_value_and_never_over_two_currencies()
    {
        Assert.Equal(new Money(10m, "EUR"), new Money(10.00m, "EUR"));
        Assert.NotEqual(new Money(10m, "EUR"), new Money(10m, "CHF"));
        Assert.NotEqual(0, new Money(10m, "EUR").CompareTo(new Money(10m, "CHF")));
        Assert.True(new Money(10m, "EUR").CompareTo(null) > 0);
    }

    [Theory]
    [InlineData("UC-Essential", Term.Monthly, 10, "59")]
    [InlineData("UC-Essential", Term.Yearly, 10, "590")]
    [InlineData("uc-essential", Term.Yearly, 10, "590")] // a profile in lower case is not free
    [InlineData("UC-Essential", Term.Yearly, 0, "0")]
    [InlineData("UC-Essential", Term.Yearly, -10, "0")] // a decrease pays nothing back
    [InlineData("UC-Essential", Term.FiveYears, 10, "0")] // no price for that term
    [InlineData("UC-Gold", Term.Yearly, 10, "0")]
    [InlineData("STORAGE-10GB", Term.Monthly, 3, "7.5")]
    [InlineData("UC-Essential", Term.Yearly, 100000, "5900000")]
    public void A_fee_is_the_units_times_the_price_of_the_term(string item, Term term, int units, string fee)
        => Assert.Equal(new Money(decimal.Parse(fee, CultureInfo.InvariantCulture), "EUR"), Prices.Of(item, term, units));

    [Theory]
    [InlineData("WPBX-HW", 3, "2670")]
    [InlineData("wpbx-hw", 3, "2670")]
    [InlineData("WPBX-HW", 0, "0")]
    [InlineData("WPBX-HW", -1, "0")]
    [InlineData("WPBX-VM/HW", 3, "0")]
    public void Hardware_costs_its_price_a_piece(string item, int quantity, string fee)
        => Assert.Equal(new Money(decimal.Parse(fee, CultureInfo.InvariantCulture), "EUR"), Prices.Of(item, quantity));

    [Fact]
    public void No_money_is_in_the_currency_of_the_list()
        => Assert.Equal(new Money(0m, "EUR"), Prices.Nothing);

    [Fact]
    public void Counts_know_a_profile_in_any_case_and_a_missing_one_as_none()
    {
        var counts = Make.Counts("UC-Essential 30; PBX-BASIC 10");
        Assert.Equal((30, 30, 0), (counts.Of("UC-Essential"), counts.Of("uc-essential"), counts.Of("UC-Premium")));
        Assert.Equal(40, counts.Total);
        Assert.Equal("UC-Essential 30, PBX-BASIC 10", counts.ToString());
        Assert.Equal(0, new LicenseCounts().Total);
    }

    [Fact]
    public void Counts_keep_one_entry_a_profile_and_none_for_zero()
    {
        var counts = Make.Counts("UC-Essential 30; PBX-BASIC 10");
        counts.Put("uc-essential", 31);
        counts.Put("pbx-basic", 0);
        counts.Put("UC-Premium", 0);
        Assert.Equal("UC-Essential 31", counts.ToString());
    }

    [Fact]
    public void A_copy_of_counts_goes_its_own_way_and_takes_the_last_of_two_spellings()
    {
        var counts = Make.Counts("UC-Essential 30");
        var copy = new LicenseCounts(counts);
        copy.Put("UC-Essential", 31);
        Assert.Equal((30, 31), (counts.Of("UC-Essential"), copy.Of("UC-Essential")));
        Assert.Equal(5, Make.Counts("UC-Essential 30; uc-essential 5").Total);
    }
}
