namespace WildixPbx.Tests;

public sealed class WmsVersionTests
{
    [Theory]
    [InlineData("3.88.44723.49")]
    [InlineData("4.03.44693.48")]
    [InlineData("4.03")]
    [InlineData("4.3")]
    [InlineData("6.10.20250609.6")]
    [InlineData("04.003.0.00")]
    public void The_text_stays_as_it_was_written(string text)
        => Assert.Equal(text, WmsVersion.Parse(text).ToString());

    [Fact]
    public void Blanks_around_a_version_do_not_belong_to_it()
        => Assert.Equal("4.03.44693.48", WmsVersion.Parse(" 4.03.44693.48\r\n").ToString());

    [Theory]
    [InlineData("3.88.44723.48", "3.88.44723.49")]
    [InlineData("3.88.44723.49", "3.88.44763.50")]
    [InlineData("3.88.44763.50", "4.00")]
    [InlineData("4.03.44693.48", "4.03.44733.50")]
    [InlineData("4.03.9", "4.03.44693.48")]
    [InlineData("4.9", "4.10")]
    [InlineData("4.03.44693.9", "4.03.44693.10")]
    [InlineData("3.88.44763.50", "3.100.1.1")]
    [InlineData("4.03", "4.03.0.1")]
    [InlineData("6.02.20230228.2", "6.10.20250609.6")]
    [InlineData("9.99.99999.99", "10.0")]
    public void Numbers_decide_the_order_from_left_to_right(string older, string newer)
    {
        var (left, right) = (WmsVersion.Parse(older), WmsVersion.Parse(newer));
        Assert.True(left < right && left <= right && right > left && right >= left && left != right);
        Assert.False(left > right || left >= right || right < left || right <= left || left == right);
        Assert.Equal([left, right], new[] { right, left }.Order());
    }

    [Theory]
    [InlineData("4.03", "4.3")]
    [InlineData("4.03", "4.03.0.0")]
    [InlineData("3.88.44723.49", "03.088.44723.049")]
    public void Versions_with_the_same_four_numbers_are_the_same_however_they_are_written(string one, string other)
    {
        var (left, right) = (WmsVersion.Parse(one), WmsVersion.Parse(other));
        Assert.True(left == right && left <= right && left >= right && left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left.ToString(), right.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("4")]
    [InlineData("4.")]
    [InlineData(".4")]
    [InlineData("4..3")]
    [InlineData("4.03.44693.48.1")]
    [InlineData("4.-3")]
    [InlineData("+4.3")]
    [InlineData("4. 3")]
    [InlineData("4,03")]
    [InlineData("v4.03")]
    [InlineData("4.03b")]
    [InlineData("4.0x")]
    [InlineData("٤.٠٣")]
    [InlineData("4.2147483648")]
    public void A_text_that_is_no_version_is_rejected(string? text)
    {
        Assert.False(WmsVersion.TryParse(text, out var version));
        Assert.Null(version);
        Assert.Contains("4.03.44693.48", Assert.Throws<FormatException>(() => WmsVersion.Parse(text!)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.88.44723.49", 3, 88)]
    [InlineData("4.03.44693.48", 4, 3)]
    [InlineData("6.10.20250609.6", 6, 10)]
    public void Major_and_minor_are_numbers(string text, int major, int minor)
        => Assert.Equal((major, minor), (WmsVersion.Parse(text).Major, WmsVersion.Parse(text).Minor));

    [Theory]
    [InlineData("4.02", "4.03", -1)]
    [InlineData("4.03", "4.3", 0)]
    [InlineData("4.10", "4.9", 1)]
    [InlineData("4.03", null, 1)]
    public void A_text_on_the_right_of_a_comparison_is_read_as_a_version(string left, string? right, int order)
        => Assert.Equal(order, Math.Sign(WmsVersion.Parse(left).CompareTo((object?)right)));

    [Fact]
    public void A_version_is_never_compared_with_something_that_is_none()
    {
        Assert.Throws<ArgumentException>(() => WmsVersion.Parse("4.03").CompareTo(4.03));
        Assert.Throws<FormatException>(() => WmsVersion.Parse("4.03").CompareTo("latest"));
        Assert.False(WmsVersion.Parse("4.03").Equals("4.03"));
    }
}
