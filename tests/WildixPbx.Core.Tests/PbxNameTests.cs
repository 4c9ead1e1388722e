using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class PbxNameTests
{
    const string Letters63 = "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij123";

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("bergmann-hq")]
    [InlineData("bergmann--hq")]
    [InlineData("0-9")]
    [InlineData("xn--mnchen-3ya")]
    [InlineData(Letters63)]
    public void A_dns_label_is_a_good_name(string name)
        => Assert.Equal("", Found.Errors(Make.Creation() with { Name = name }));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("-bergmann")]
    [InlineData("bergmann-")]
    [InlineData("berg mann")]
    [InlineData("berg_mann")]
    [InlineData("berg.mann")]
    [InlineData(".")]
    [InlineData("bergmann.")]
    [InlineData("bergmann.example.com")]
    [InlineData("münchen")]
    [InlineData("straße")]
    [InlineData("ｂergmann")]
    [InlineData("bеrgmann")] // a Cyrillic е
    [InlineData("bergmann٣")] // an Arabic digit
    [InlineData("berg\nmann")]
    [InlineData("bergmann'")]
    [InlineData(Letters63 + "4")]
    public void A_name_that_is_no_dns_label_is_refused(string name)
        => Assert.Equal("PbxNameInvalid", Found.Errors(Make.Creation() with { Name = name }));

    [Theory]
    [InlineData("Bergmann-HQ", "bergmann-hq")]
    [InlineData("BERGMANN-HQ.WILDIXIN.COM", "bergmann-hq")]
    [InlineData("bergmann-hq.wildixin.com", "bergmann-hq")]
    [InlineData("  bergmann-hq ", "bergmann-hq")]
    [InlineData("\tBergmann-HQ.wildixin.com\r\n", "bergmann-hq")]
    [InlineData("bergmann-hq.wildixin.com.wildixin.com", "bergmann-hq.wildixin.com")]
    [InlineData("bergmann-hqwildixin.com", "bergmann-hqwildixin.com")]
    [InlineData(".wildixin.com", "")]
    [InlineData("wildixin.com", "wildixin.com")]
    [InlineData("MÜNCHEN", "münchen")]
    public void A_name_is_kept_in_lower_case_without_blanks_and_domain(string text, string name)
        => Assert.Equal(name, PbxName.Normalize(text));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void A_name_is_lowered_the_same_in_every_culture(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo(culture);
            Assert.Equal("filiale-i", PbxName.Normalize("FILIALE-I.WILDIXIN.COM"));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Upper_case_is_lowered_before_the_check_and_not_refused()
    {
        Assert.Equal("", Found.Errors(Make.Creation() with { Name = PbxName.Normalize("Bergmann-HQ") }));
        Assert.Equal("PbxNameInvalid", Found.Errors(Make.Creation() with { Name = "Bergmann-HQ" }));
    }

    [Theory]
    [InlineData(true, "PbxNameTaken")]
    [InlineData(false, "")]
    [InlineData(null, "")]
    public void A_name_that_exists_is_refused_and_one_that_may_exist_is_not(bool? taken, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation() with { NameIsTaken = taken }));

    [Fact]
    public void The_finding_of_a_taken_name_gives_the_address_that_exists()
        => Assert.Contains("bergmann-hq.wildixin.com", Found.Message(Make.Creation() with { NameIsTaken = true }, "PbxNameTaken"), StringComparison.Ordinal);
}
