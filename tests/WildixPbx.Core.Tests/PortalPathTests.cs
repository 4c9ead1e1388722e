using WildixPbx.Portal;

namespace WildixPbx.Tests;

public sealed class PortalPathTests
{
    static readonly Uri Portal = new("http://localhost" + PortalPath.Base);

    [Theory]
    [InlineData("bergmann-hq", "bergmann-hq")]
    [InlineData("Bergmann & Söhne", "Bergmann%20%26%20S%C3%B6hne")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("../manager", "..%2Fmanager")]
    [InlineData("what?limit=1#top", "what%3Flimit%3D1%23top")]
    [InlineData("100% Telefon", "100%25%20Telefon")]
    [InlineData("%2E%2E", "%252E%252E")]
    [InlineData("...", "...")]
    [InlineData("\"Zum Mohren\", Bäckerei", "%22Zum%20Mohren%22%2C%20B%C3%A4ckerei")]
    public void A_name_stays_one_segment_of_the_address(string name, string segment)
    {
        Assert.Equal(segment, PortalPath.Segment(name));
        var address = new Uri(Portal, $"pbxs/{PortalPath.Segment(name)}/licenses");
        Assert.Equal($"/api/v1/pbxs/{segment}/licenses", address.AbsolutePath);
        Assert.Equal(("", ""), (address.Query, address.Fragment));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(" ")]
    public void A_name_that_would_lead_elsewhere_is_refused(string name)
    {
        var error = Assert.Throws<ValidationException>(() => PortalCommands.RemoveCustomer(name));
        Assert.Equal("WmpInvalidIdentity", error.ErrorId);
        Assert.NotEqual("", error.RecommendedAction);
    }
}
