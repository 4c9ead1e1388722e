using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Portal;

/// <summary>What findings mean for a change.</summary>
static class Verdict
{
    /// <summary>
    /// Whether the findings forbid the change. A real change is refused with all of them; a dry run goes on, to answer
    /// with them beside fee and outcome.
    /// </summary>
    public static bool Refuses(IReadOnlyList<Finding> findings, ChangeScope scope)
    {
        if (findings.All(finding => finding.Severity != Severity.Error)) return false;
        return scope.Order.DryRun ? true : throw Refusal.Broken(findings);
    }

    /// <summary>What some rules alone find, where they are of the portal's set: for changes that have no table of rules of their own.</summary>
    public static IReadOnlyList<Finding> Of(IEnumerable<string> rules, Proposal proposal)
        => [.. rules.Select(RuleCatalog.Get).Where(rule => rule.Info.Sets.Contains(proposal.RuleSet)).SelectMany(rule => rule.Check(proposal))];

    /// <summary>The counts under the portal's spelling of the profiles; unknown ones as they were written.</summary>
    public static LicenseCounts Spelled(LicenseCounts asked, PriceBook prices)
        => new(asked.Select(count => KeyValuePair.Create(prices.Spelling(count.Key), count.Value)));
}
