namespace WildixPbx.Boxes;

/// <summary>How far an upgrade is. The box's own words are read by <see cref="BoxFields"/>.</summary>
public enum UpgradeStage
{
    /// <summary>The answer has no word that is known.</summary>
    Unknown,

    /// <summary>None is under way; none is needed, or the last one is through.</summary>
    Idle,

    /// <summary>The box looks for a newer version.</summary>
    Checking,

    /// <summary>There is a newer version.</summary>
    Available,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It is through, and takes effect with a restart.</summary>
    RebootRequired,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>The state of an upgrade, or of the search for one.</summary>
public sealed record UpgradeState
{
    /// <summary>How far it is.</summary>
    public required UpgradeStage Stage { get; init; }

    /// <summary>The version it is about, where the answer holds one.</summary>
    public string? Version { get; init; }

    /// <summary>How much is done in percent, where the answer tells.</summary>
    public int? Progress { get; init; }

    /// <summary>What the box says of it.</summary>
    public string? Message { get; init; }

    /// <summary>The answer as it came.</summary>
    public IReadOnlyDictionary<string, object?> Raw { get; init; } = new Dictionary<string, object?>();
}
