using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>
/// The cases of tests/rules, checked without a portal. They were written down from the guide, not taken from what the code
/// finds; on the sandbox they run over HTTP.
/// </summary>
public sealed class RuleCaseTests
{
    const int FewestCases = 3;

    public static TheoryData<string, string, string> Cases()
        => [.. RuleCase.All.SelectMany(one => one.RuleSets.Select(rules => (one.File, one.Name, rules.Name)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_that_finds_too_much_too_little_or_in_another_order(string file, string name, string rules)
    {
        var one = Assert.Single(RuleCase.All, one => one.File == file && one.Name == name && one.RuleSets.Any(set => set.Name == rules));
        Assert.Equal(one.Expected, one.Find(RuleSet.Find(rules)!));
    }

    public static TheoryData<string> Rules()
        => [.. RuleCatalog.All.Where(rule => rule.Info.Area <= RuleArea.Migration || rule.Info.Id == "KeyNotForCloud").Select(rule => rule.Info.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_that_the_cases_leave_out(string id)
    {
        // Of each rule there is a case with a finding in each of its sets, and in the same files some without.
        foreach (var set in RuleCatalog.Get(id).Info.Sets)
        {
            var found = RuleCase.All.Where(one => one.RuleSets.Contains(set) && one.Expected.Split(' ').Contains(id)).ToArray();
            Assert.NotEmpty(found);
            if (id is "MistakeReportWindow" or "SharingAppliedByHand" or "MigrationDnsNames" or "MigrationOldPassword") continue; // always
            var files = found.Select(one => one.File).ToHashSet();
            Assert.True(RuleCase.All.Count(one => files.Contains(one.File) && one.RuleSets.Contains(set) && !one.Expected.Split(' ').Contains(id)) >= FewestCases - 1);
        }
    }

    [Fact]
    public void A_case_that_names_a_rule_that_there_is_not()
        => Assert.All(RuleCase.All.SelectMany(one => one.Expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)), id => RuleCatalog.Get(id));
}
