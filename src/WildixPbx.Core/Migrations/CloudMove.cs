namespace WildixPbx.Portal;

/// <summary>Asks the portal for the Cloud instance that takes the place of a Per User subscription PBX. Ours, but for the guide's button "Migrate to new WCloud PBX".</summary>
public sealed record CloudMoveOrder
{
    /// <summary>The region of the Cloud instance.</summary>
    public string? Region { get; init; }

    /// <summary>Ids of rules that whoever asks overrides by name; only MigrationVersionNotCovered can be.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];
}

/// <summary>Both sides of a move to the Cloud, as the portal has them.</summary>
public sealed record CloudMove
{
    /// <summary>The PBX that was moved: Migrated, without serial and licences.</summary>
    public required Pbx Source { get; init; }

    /// <summary>The Cloud PBX, which has the serial, the name, the term and the licences.</summary>
    public required Pbx Target { get; init; }
}
