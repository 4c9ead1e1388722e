using WildixPbx.Rules;

namespace WildixPbx.Tests.Support;

/// <summary>What a check found, as text that a case can be written down with.</summary>
static class Found
{
    /// <summary>The ids of all findings in order, with blanks between.</summary>
    public static string All(Proposal proposal) => Text(RuleCatalog.Check(proposal));

    /// <summary>The ids of the findings that block the change.</summary>
    public static string Errors(Proposal proposal) => Text(RuleCatalog.Check(proposal).Where(finding => finding.Severity == Severity.Error));

    /// <summary>The message of the only finding of a rule.</summary>
    public static string Message(Proposal proposal, string id) => Assert.Single(RuleCatalog.Check(proposal), finding => finding.RuleId == id).Message;

    static string Text(IEnumerable<Finding> findings) => string.Join(' ', findings.Select(finding => finding.RuleId));
}
