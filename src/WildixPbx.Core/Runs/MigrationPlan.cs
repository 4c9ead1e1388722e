namespace WildixPbx.Runs;

/// <summary>A move to the Cloud as it was agreed to, with what was known of both boxes. No login is in it: those are given again to whoever goes on.</summary>
public sealed record MigrationPlan
{
    /// <summary>Which of the guide's two ways it goes.</summary>
    public required MigrationKind Kind { get; init; }

    /// <summary>The region of the Cloud instance that is to be made; for a subscription.</summary>
    public string? Region { get; init; }

    /// <summary>The serial of the Cloud PBX that the data go to; for a new instance.</summary>
    public string? TargetSerial { get; init; }

    /// <summary>The id of that Cloud PBX.</summary>
    public string? TargetPbxId { get; init; }

    /// <summary>The name of that Cloud PBX.</summary>
    public string? TargetPbx { get; init; }

    /// <summary>The tag of the state that was agreed on: the Cloud instance is refused where somebody was faster.</summary>
    public string? ETag { get; init; }

    /// <summary>Ids of rules that were overridden by name.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>The engine of the old box's database, as it was read or given.</summary>
    public string? DatabaseEngine { get; init; }

    /// <summary>The size of that database in bytes, as it was read or given.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>Which groups of data are to move.</summary>
    public DataChoice Data { get; init; } = new();

    /// <summary>Where the old box is.</summary>
    public required string Box { get; init; }

    /// <summary>The SHA-256 fingerprint of the host key that the old box showed before anything was done: by the move its name may come to lead elsewhere.</summary>
    public required string HostKeyFingerprint { get; init; }

    /// <summary>Where the Cloud PBX is.</summary>
    public required string TargetBox { get; init; }

    /// <summary>What the rules said of it.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
