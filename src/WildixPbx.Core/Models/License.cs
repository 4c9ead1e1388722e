namespace WildixPbx;

/// <summary>The licences of one profile on one PBX.</summary>
public sealed record License : IPbxReference
{
    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Serial of the PBX.</summary>
    public string? Serial { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>The profile, such as <c>UC-Essential</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>The count as asked for; below the effective one while a decrease waits for approval.</summary>
    public required int RequestedCount { get; init; }

    /// <summary>The count in force.</summary>
    public required int EffectiveCount { get; init; }

    /// <summary>The billing period.</summary>
    public required Term Term { get; init; }

    /// <summary>The day the term ends and renews; none for Lifetime.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>Profile and counts.</summary>
    public override string ToString() => $"{Pbx} {Profile} {EffectiveCount}";
}
