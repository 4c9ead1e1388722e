using WildixPbx.Boxes;

namespace WildixPbx.Tests;

/// <summary>Licences bought against users, counted once a WMS Network.</summary>
public sealed class LicenseComparisonTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Users_that_every_PBX_of_a_network_lists_are_not_counted_twice()
    {
        var comparison = new LicenseComparison();
        PbxUser[] all = [User("1", "a", "business"), User("2", "b", "business"), User("3", "b", "essential")];
        comparison.Add("a", all);
        comparison.Add("B.wildixin.com", all);
        var found = Compare(comparison, ("a", 1, 0), ("b", 0, 5));
        Assert.Equal(["UC-Business 2/1", "UC-Essential 1/5"], found.Select(Line));
        Assert.All(found, one => Assert.Equal(["a", "b"], one.Pbxs));
    }

    [Fact]
    public void The_same_id_on_two_networks_is_two_users()
    {
        var comparison = new LicenseComparison();
        comparison.Add("a", [User("1", "a", "business")]);
        comparison.Add("b", [User("1", "b", "business")]);
        Assert.Equal(["a", "b"], Compare(comparison, ("a", 1, 0), ("b", 1, 0)).Select(one => one.Network).Distinct());
    }

    [Fact]
    public void A_box_that_brings_two_networks_together_makes_one_of_them()
    {
        var comparison = new LicenseComparison();
        comparison.Add("a", [User("1", "a", "business")]);
        comparison.Add("b", [User("2", "b", "business")]);
        comparison.Add("c", [User("1", "a", "business"), User("2", "b", "business")]);
        var one = Assert.Single(Compare(comparison, ("a", 2, 0), ("b", 0, 0), ("c", 0, 0)), found => found.Profile == "UC-Business");
        Assert.Equal((2, 2, 0), (one.Bought, one.Assigned, one.Free));
    }

    [Fact]
    public void Overuse_is_found_only_where_all_that_was_bought_is_known()
    {
        var comparison = new LicenseComparison();
        comparison.Add("a", [User("1", "a", "premium"), User("2", "b", "premium")]);
        Assert.Empty(Compare(comparison, ("a", 0, 0)).SelectMany(one => one.Findings));
        Assert.Equal(["b"], Compare(comparison, ("a", 0, 0))[0].UnknownPbxs);
        var overused = Assert.Single(Compare(comparison, ("a", 0, 0), ("b", 0, 0)), found => found.Profile == "UC-Premium");
        Assert.Equal(["LicenseOverused"], overused.Findings.Select(finding => finding.RuleId));
        Assert.Contains("2 users", overused.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_known_is_no_number_and_users_that_stayed_Essential_are_found()
    {
        var comparison = new LicenseComparison();
        comparison.Add("a", [User("1", "a", "essential"), User("2", "a", "x-bees")]);
        var found = Compare(comparison);
        Assert.All(found, one => Assert.Null(one.Bought));
        Assert.Equal(["UserLicenseDefault"], Assert.Single(found, one => one.Profile == "UC-Essential").Findings.Select(finding => finding.RuleId));
        Assert.Equal(1, Assert.Single(found, one => one.Profile == "x-bees").Assigned); // a type that is not known is counted as it is written
    }

    [Theory] // what was bought is all known, and still says nothing of them
    [InlineData("x-bees", "x-bees")]
    [InlineData(null, "none")]
    public void Users_without_a_licence_that_is_sold_are_counted_and_no_overuse(string? type, string profile)
    {
        var comparison = new LicenseComparison();
        comparison.Add("a", [User("1", "a", type), User("2", "a", "UC-Business")]);
        var found = Assert.Single(Compare(comparison, ("a", 5, 5)), one => one.Profile == profile);
        Assert.Equal((1, null, null, 0), (found.Assigned, found.Bought, found.Free, found.Findings.Count));
        Assert.Equal(5, Assert.Single(Compare(comparison, ("a", 5, 5)), one => one.Profile == "UC-Business").Bought); // a type that is written like its profile
    }

    [Theory]
    [InlineData("Business", "business")]
    [InlineData(" uc-premium ", "premium")]
    [InlineData("PBX-BASIC", "basic")]
    [InlineData("busness", null)]
    public void A_type_or_profile_finds_its_type(string word, string? type) => Assert.Equal(type, LicenseType.Find(word));

    static PbxUser User(string id, string home, string? type) => new() { UserId = id, HomePbx = home + ".wildixin.com", LicenseType = type, Uri = new Uri("https://a.wildixin.com") };

    static PbxLicenseComparison[] Compare(LicenseComparison comparison, params (string Pbx, int Business, int Essential)[] bought)
        => [.. comparison.Compare(bought.ToDictionary(one => one.Pbx, one => new LicenseCounts { ["UC-Business"] = one.Business, ["UC-Essential"] = one.Essential }), Now)];

    static string Line(PbxLicenseComparison one) => FormattableString.Invariant($"{one.Profile} {one.Assigned}/{one.Bought}");
}
