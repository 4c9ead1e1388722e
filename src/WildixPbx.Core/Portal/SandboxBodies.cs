namespace WildixPbx.Portal;

/// <summary>Moves a sandbox's clock. What falls due on the way takes place at its own time, in order.</summary>
public sealed record ClockMove
{
    /// <summary>The moment to move to; the clock never goes back.</summary>
    public required DateTimeOffset To { get; init; }
}

/// <summary>A sandbox's clock.</summary>
public sealed record SandboxTime
{
    /// <summary>Its time, UTC.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>Sets what a box of a sandbox is and does. A member that is not given stays as it is.</summary>
public sealed record SandboxPbxUpdate
{
    /// <summary>Whether a Virtual or Hardware box reaches the license server; one that does renews every day.</summary>
    public bool? Online { get; init; }

    /// <summary>When it last renewed its licence.</summary>
    public DateTimeOffset? LastRenewal { get; init; }

    /// <summary>The WMS version that it tells.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>Enters the key on the box: a PBX that was only created becomes active.</summary>
    public bool? Activated { get; init; }

    /// <summary>The serial of the box that replaces this one; the present serial becomes a former one.</summary>
    public string? Serial { get; init; }

    /// <summary>The engine of its database, such as SQLite3 or MySQL.</summary>
    public string? Database { get; init; }

    /// <summary>The size of its database in bytes.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>How many users are assigned to each profile on the box.</summary>
    public LicenseCounts? AssignedUsers { get; init; }
}
