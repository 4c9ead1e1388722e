using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <content>What is asked before a change, and of whom.</content>
public abstract partial class ChangeCmdlet
{
    /// <summary>Shows what a change would do and cost, and asks. The answer is the change to send, or none.</summary>
    async Task<PreparedChange<T>?> AskAsync<T>(RowChange<T> row)
    {
        if (_asks && !Interactivity.IsInteractive(Host)) throw ConfirmationRequired(row.Target, row.Action());
        var prepared = await row.PrepareAsync();
        var quote = await Portal.SendAsync(prepared.Command, new ChangeOptions("", DryRun: true, prepared.IfMatch), Call);
        if (quote.Findings.Any(finding => finding.Severity == Severity.Error)) throw new RuleViolationException(quote.Findings);
        var text = row.Action() + Describe(quote);
        try { return ShouldProcess($"{text} on {row.Target}.", $"{text} on {row.Target}?", "Confirm") ? prepared.AtMost(quote.Fee) : null; }
        catch (Exception e) when (Questions.IsOfHost(e)) { throw ConfirmationRequired(row.Target, row.Action(), e); }
    }

    static string Describe<T>(Change<T> quote)
    {
        var parts = new List<string>();
        if (!quote.Changed) parts.Add("already so, nothing would change");
        if (quote.Fee is { Amount: > 0 } fee) parts.Add($"fee {fee}");
        parts.AddRange(quote.Findings.Where(finding => finding.Severity != Severity.Error && finding.RuleId != "MistakeReportWindow").Select(finding => finding.RuleId).Distinct());
        return parts.Count == 0 ? "" : $" ({string.Join("; ", parts)})";
    }

    ValidationException ConfirmationRequired(string target, string action, Exception? inner = null)
    {
        var problem = Questions.Unanswered(this, target, action, inner);
        Throw(problem, Input); // no row can be answered here, so the command ends
        return problem;
    }
}
