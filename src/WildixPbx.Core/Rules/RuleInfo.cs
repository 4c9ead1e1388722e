namespace WildixPbx.Rules;

/// <summary>The operations that rules are about; the headings of the rule catalogue.</summary>
public enum RuleArea
{
    /// <summary>Create a PBX.</summary>
    Create,

    /// <summary>Change licences.</summary>
    Licenses,

    /// <summary>Change the term.</summary>
    Term,

    /// <summary>Storage.</summary>
    Storage,

    /// <summary>SSH.</summary>
    Ssh,

    /// <summary>Sharing licences over the WMS Network.</summary>
    Sharing,

    /// <summary>Move to Cloud.</summary>
    Migration,

    /// <summary>Activation, users and the periodic licence check.</summary>
    Activation,
}

/// <summary>What there is to say of a rule. The id is public API: never renamed.</summary>
public sealed record RuleInfo
{
    /// <summary>The id: the rule id of a finding, the code in the portal's problem document, the error id in PowerShell.</summary>
    public required string Id { get; init; }

    /// <summary>The operation it stands under.</summary>
    public required RuleArea Area { get; init; }

    /// <summary>Whether it blocks, advises, or names an outcome.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Basis Basis { get; init; }

    /// <summary>The sets it belongs to.</summary>
    public required IReadOnlyList<RuleSet> Sets { get; init; }

    /// <summary>When there is a finding.</summary>
    public required string When { get; init; }

    /// <summary>What to do about a finding.</summary>
    public required string Action { get; init; }

    /// <summary>Where it is written.</summary>
    public required string Source { get; init; }

    /// <summary>Whether this version checks it already.</summary>
    public bool Enforced { get; init; } = true;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
