namespace WildixPbx.Rules;

/// <summary>One rule of the catalogue.</summary>
public interface IRule
{
    /// <summary>What there is to say of it.</summary>
    RuleInfo Info { get; }

    /// <summary>What it finds in a proposed change. A fact it needs that isn't known gives no finding.</summary>
    IEnumerable<Finding> Check(Proposal proposal);
}

/// <summary>The common part of all rules: what is said of them, and how a finding is made.</summary>
abstract class Rule(string id, RuleArea area, Severity severity, Basis basis, string when, string action, string source) : IRule
{
    public RuleInfo Info => _info ??= new RuleInfo
    {
        Id = id,
        Area = area,
        Severity = severity,
        Basis = basis,
        Sets = Sets,
        When = when,
        Action = action,
        Source = source,
    };

    RuleInfo? _info;

    /// <summary>The sets it belongs to; all unless a rule says otherwise.</summary>
    protected virtual IReadOnlyList<RuleSet> Sets => RuleSet.All;

    public abstract IEnumerable<Finding> Check(Proposal proposal);

    /// <summary>A finding of this rule on the proposal's object.</summary>
    protected Finding Found(Proposal proposal, string message) => new()
    {
        RuleId = id,
        Severity = severity,
        Message = message,
        Subject = proposal.Subject,
        Action = action,
        Source = source,
    };

    /// <summary>Whether a text says nothing: a blank one is not given, wherever it comes from.</summary>
    protected static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>One finding if the condition holds, none otherwise.</summary>
    protected IEnumerable<Finding> FoundIf(bool condition, Proposal proposal, Func<string> message)
        => condition ? [Found(proposal, message())] : [];
}
