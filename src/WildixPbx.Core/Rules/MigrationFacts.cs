namespace WildixPbx.Rules;

/// <summary>What is known around a move to the Cloud beside the PBX itself. What is null is not known, and a rule that needs it finds nothing.</summary>
public sealed record MigrationFacts
{
    /// <summary>The engine of the PBX's database, such as SQLite3 or MySQL, as it was read or given.</summary>
    public string? DatabaseEngine { get; init; }

    /// <summary>The size of the PBX's database in bytes.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>The serial of the Cloud PBX that the data are to go to; blank where none is given.</summary>
    public string? TargetSerial { get; init; }

    /// <summary>What is known of the PBX with that serial.</summary>
    public PbxFacts? Target { get; init; }

    /// <summary>Whether a PBX has that serial.</summary>
    public bool? TargetExists { get; init; }

    /// <summary>Ids of rules that whoever asks overrides by name.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];
}
