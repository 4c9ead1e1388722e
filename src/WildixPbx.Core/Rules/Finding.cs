namespace WildixPbx;

/// <summary>What a finding means for the change.</summary>
public enum Severity
{
    /// <summary>Blocks the change.</summary>
    Error,

    /// <summary>A warning; never blocks.</summary>
    Advice,

    /// <summary>No violation: the change is accepted, but takes effect in another way, such as pending or scheduled.</summary>
    Outcome,
}

/// <summary>Where a rule comes from.</summary>
public enum Basis
{
    /// <summary>Stated in the licensing guide.</summary>
    Guide,

    /// <summary>Stated in another version of the guide or another Wildix document.</summary>
    Later,

    /// <summary>Not documented; decided by this project.</summary>
    Ours,
}

/// <summary>What one rule says of one change.</summary>
public sealed record Finding
{
    /// <summary>The rule's id, which is also the error id in PowerShell.</summary>
    public required string RuleId { get; init; }

    /// <summary>What it means for the change.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is the matter, with the object's name.</summary>
    public required string Message { get; init; }

    /// <summary>The object's name.</summary>
    public required string Subject { get; init; }

    /// <summary>What to do about it.</summary>
    public string Action { get; init; } = "";

    /// <summary>Where the rule is written.</summary>
    public string Source { get; init; } = "";

    /// <summary>The rule and what is the matter.</summary>
    public override string ToString() => $"{RuleId}: {Message}";
}
