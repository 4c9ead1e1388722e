using WildixPbx.Rules;

namespace WildixPbx;

/// <summary>What a rule says of one input of a check, with the input that it is about.</summary>
public sealed record ChangeFinding : IPbxReference
{
    /// <summary>The number of the input, counted from 1 in the order of the pipeline.</summary>
    public required int InputIndex { get; init; }

    /// <summary>The name of the PBX, or what else it is called by.</summary>
    public required string Pbx { get; init; }

    /// <summary>Id of the PBX; none for one that is not there yet, or whose id is not known.</summary>
    public string? PbxId { get; init; }

    /// <summary>The kind of change.</summary>
    public required ChangeOperation Operation { get; init; }

    /// <summary>The set of rules that it was checked against.</summary>
    public required string RuleSet { get; init; }

    /// <summary>The rule's id.</summary>
    public required string RuleId { get; init; }

    /// <summary>What it means for the change.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is the matter.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public string Action { get; init; } = "";

    /// <summary>Where the rule is written.</summary>
    public string Source { get; init; } = "";

    /// <summary>The input itself, such as a row of a CSV; none when the parameters were given by hand.</summary>
    public object? InputObject { get; init; }

    string IPbxReference.PbxId => PbxId ?? Pbx;

    /// <summary>The rule and what is the matter.</summary>
    public override string ToString() => $"{RuleId}: {Message}";
}
