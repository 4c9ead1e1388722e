using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class CatalogueTests
{
    static string SpecificationPath
    {
        get
        {
            var path = RepositoryFolder.Specification("rules.md");
            Assert.SkipWhen(path is null, "The specification is not beside the repository; docs/rules.md is compared all the same.");
            return path;
        }
    }

    static CatalogueDocument Specification => CatalogueDocument.Read(SpecificationPath);

    static CatalogueDocument ReadersPage => CatalogueDocument.Read(RepositoryFolder.At("docs", "rules.md"));

    [Fact]
    public void The_catalogue_has_every_rule_of_the_specification_in_its_order_with_the_same_severity_basis_and_sets()
        => Assert.Equal(Specification.Rows.Select(Facts), RuleCatalog.All.Select(rule => Facts(rule.Info)));

    [Fact]
    public void The_readers_page_has_every_rule_of_the_catalogue_in_its_order_with_the_same_severity_basis_and_sets()
        => Assert.Equal(RuleCatalog.All.Select(rule => Facts(rule.Info)), ReadersPage.Rows.Select(Facts));

    [Fact]
    public void The_readers_page_says_of_every_rule_what_the_code_says_and_whether_it_is_enforced()
        => Assert.Equal(
            RuleCatalog.All.Select(rule => $"{rule.Info.Id} | {(rule.Info.Enforced ? "yes" : "no")} | {rule.Info.When} | {rule.Info.Action}"),
            ReadersPage.Rows.Select(row => $"{row.Id} | {row["enforced"]} | {row["finding when"]} | {row["what to do"]}"));

    [Fact]
    public void An_operation_takes_rules_of_other_operations_as_the_specification_says()
        => AssertOperations(Specification);

    [Fact]
    public void An_operation_takes_rules_of_other_operations_as_the_readers_page_says()
        => AssertOperations(ReadersPage);

    [Fact]
    public void No_id_stands_for_two_rules_in_any_case()
        => Assert.Equal(RuleCatalog.All.Count, RuleCatalog.All.Select(rule => rule.Info.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void Every_rule_says_when_it_finds_what_to_do_and_where_it_is_written()
        => Assert.All(RuleCatalog.All, rule =>
        {
            Assert.False(string.IsNullOrWhiteSpace(rule.Info.When));
            Assert.EndsWith(".", rule.Info.Action, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(rule.Info.Source));
        });

    [Fact]
    public void A_rule_of_our_own_never_claims_to_be_documented()
        => Assert.All(RuleCatalog.All, rule => Assert.Equal(rule.Info.Basis == Basis.Ours, rule.Info.Source == "Not documented by Wildix; decided by this project"));

    [Theory]
    [InlineData("LifetimeDecrease")]
    [InlineData("lifetimedecrease")]
    public void A_rule_is_found_by_its_id_in_any_case(string id)
        => Assert.Equal("LifetimeDecrease", RuleCatalog.Get(id).Info.Id);

    [Fact]
    public void An_id_that_does_not_exist_is_not_taken_for_a_rule()
        => Assert.Throws<KeyNotFoundException>(() => RuleCatalog.Get("LifetimeIncrease"));

    [Theory]
    [InlineData("2020-02", "2020-02")]
    [InlineData("2022-04", "2022-04")]
    [InlineData("2021-01", null)]
    public void A_rule_set_is_found_by_its_name_only(string name, string? found)
        => Assert.Equal(found, RuleSet.Find(name)?.Name);

    static void AssertOperations(CatalogueDocument page)
    {
        var expected = Enum.GetValues<RuleArea>().Select(area =>
        {
            var own = page.Rows.Where(row => row.Area == area).Select(row => row.Id);
            return $"{area}: {string.Join(", ", [.. own, .. page.With.GetValueOrDefault(area, [])])}";
        });
        Assert.Equal(expected, Enum.GetValues<RuleArea>().Select(area => $"{area}: {string.Join(", ", RuleCatalog.For(area).Select(rule => rule.Info.Id))}"));
        Assert.Equal([RuleArea.Licenses, RuleArea.Term, RuleArea.Storage], page.With.Keys);
    }

    static string Facts(CatalogueRow row)
        => $"{row.Area} | {row.Id} | {row["severity"]} | {row["basis"]} | {row["sets"]}";

    static string Facts(RuleInfo rule)
    {
        var basis = rule.Basis switch { Basis.Guide => "guide", Basis.Later => "later", _ => "ours" };
        var sets = rule.Sets.Count == RuleSet.All.Count ? "all" : string.Join(", ", rule.Sets);
        return $"{rule.Area} | {rule.Id} | {rule.Severity} | {basis} | {sets}";
    }
}
