namespace WildixPbx;

/// <summary>What a request asks a Wildix manager for.</summary>
public enum RequestKind
{
    /// <summary>Licence counts that go down.</summary>
    LicenseDecrease,

    /// <summary>Licence sharing over the WMS Network, applied by hand under the rules of 2020-02.</summary>
    LicenseSharing,
}

/// <summary>Where a request stands.</summary>
public enum RequestState
{
    /// <summary>Waits for a Wildix manager.</summary>
    Pending,

    /// <summary>Approved and in force.</summary>
    Approved,

    /// <summary>Denied; nothing changed.</summary>
    Denied,

    /// <summary>Taken back by the partner; nothing changed.</summary>
    Withdrawn,
}

/// <summary>A change that waits for a Wildix manager, or was decided by one.</summary>
public record ApprovalRequest : IPbxReference
{
    /// <summary>The portal's id, <c>req_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it asks for.</summary>
    public required RequestKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required RequestState State { get; init; }

    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>Licence counts in force when it was made, for the profiles it concerns.</summary>
    public LicenseCounts PresentCounts { get; init; } = [];

    /// <summary>Licence counts it asks for.</summary>
    public LicenseCounts RequestedCounts { get; init; } = [];

    /// <summary>Id of the PBX whose licences are to be shared; for a request to share.</summary>
    public string? ServerPbxId { get; init; }

    /// <summary>Name of the PBX whose licences are to be shared.</summary>
    public string? ServerPbx { get; init; }

    /// <summary>Who asked.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RequestedOn { get; init; }

    /// <summary>Who decided or withdrew; none while pending.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedOn { get; init; }

    /// <summary>Why, as the manager wrote it.</summary>
    public string? Reason { get; init; }

    /// <summary>The state's tag.</summary>
    public string? ETag { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
