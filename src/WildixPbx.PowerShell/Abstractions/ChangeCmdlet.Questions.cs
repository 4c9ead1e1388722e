using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <content>What is asked before a change, and of whom.</content>
public abstract partial class ChangeCmdlet
{
    /// <summary>Shows what a change would do and cost, and asks. The answer is the change to send, or none.</summary>
    async Task<PreparedChange<T>?> AskAsync<T>(RowChange<T> row)
    {
        CheckSomebodyIsThere(row.Target, row.Action());
        var prepared = await row.PrepareAsync();
        var quote = await Portal.SendAsync(prepared.Command, new ChangeOptions("", DryRun: true, prepared.IfMatch), Call);
        if (quote.Findings.Any(finding => finding.Severity == Severity.Error)) throw new RuleViolationException(quote.Findings);
        return Agrees(row.Target, row.Action(), Describe(quote.Changed, quote.Fee, [.. quote.Findings.Where(finding => IsWorthAWarning(finding.RuleId))])) ? prepared.AtMost(quote.Fee) : null;
    }

    /// <summary>Whether a change is shown before it is made: in a question, or under -WhatIf instead of making it.</summary>
    private protected bool IsShown => _whatIf || _asks;

    /// <summary>Waits until no row is under way: what is shown of the next one must be what they left behind.</summary>
    private protected Task RowsAsync() => _rows!.EndAsync();

    /// <summary>Ends the command where a question is due and nobody can answer it.</summary>
    private protected void CheckSomebodyIsThere(string target, string action)
    {
        if (_asks && !Interactivity.IsInteractive(Host)) throw ConfirmationRequired(target, action);
    }

    /// <summary>Shows a change and asks; under -WhatIf the answer is no.</summary>
    private protected bool Agrees(string target, string action, string details)
    {
        var text = Questions.Sentence(action, target, details);
        try { return ShouldProcess(text + ".", text + "?", "Confirm"); }
        catch (Exception e) when (Questions.IsOfHost(e)) { throw ConfirmationRequired(target, action, e); }
    }

    /// <summary>Fee and findings, as they stand behind the action in a question.</summary>
    private protected static string Describe(bool changes, Money? quoted, IReadOnlyList<Finding> findings)
    {
        var parts = new List<string>();
        if (!changes) parts.Add("already so, nothing would change");
        if (quoted is { Amount: > 0 } fee) parts.Add($"fee {fee}");
        parts.AddRange(findings.Where(finding => finding.Severity != Severity.Error && finding.RuleId != "MistakeReportWindow").Select(finding => finding.RuleId).Distinct());
        return parts.Count == 0 ? "" : $" ({string.Join("; ", parts)})";
    }

    ValidationException ConfirmationRequired(string target, string action, Exception? inner = null)
    {
        var problem = Questions.Unanswered(this, target, action, inner);
        Throw(problem, Input); // no row can be answered here, so the command ends
        return problem;
    }
}
