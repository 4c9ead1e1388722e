namespace WildixPbx;

/// <summary>Something that stands for one PBX, so that it can be piped to any cmdlet with <c>-Identity</c>.</summary>
public interface IPbxReference
{
    /// <summary>The portal's id of the PBX, <c>pbx_...</c>.</summary>
    string PbxId { get; }
}

/// <summary>A PBX as the portal knows it.</summary>
public record Pbx : IPbxReference
{
    /// <summary>The portal's id, <c>pbx_...</c>; it never changes.</summary>
    public required string Id { get; init; }

    /// <summary>The DNS label under <c>wildixin.com</c>, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The customer's name.</summary>
    public required string Customer { get; init; }

    /// <summary>The customer's id, <c>cus_...</c>.</summary>
    public required string CustomerId { get; init; }

    /// <summary>What it runs on.</summary>
    public required Platform Platform { get; init; }

    /// <summary>The portal's model: <c>WPBX-CLOUD</c> or <c>WPBX-VM/HW</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The data centre region of a Cloud PBX.</summary>
    public string? Region { get; init; }

    /// <summary>The billing period of all its licences.</summary>
    public required Term Term { get; init; }

    /// <summary>Per user or per service.</summary>
    public required Licensing Licensing { get; init; }

    /// <summary>The serial now; none after the PBX was moved to the Cloud.</summary>
    public string? Serial { get; init; }

    /// <summary>Serials it had before; they still find it.</summary>
    public IReadOnlyList<string> FormerSerials { get; init; } = [];

    /// <summary>Where it stands between creation and the end of its life.</summary>
    public required PbxState State { get; init; }

    /// <summary>Id of the PBX that has its serial, name, term and licences now; none where it was not moved to the Cloud.</summary>
    public string? MigratedTo { get; init; }

    /// <summary>Id of the PBX whose serial, name, term and licences it took; none for one that no move to the Cloud made.</summary>
    public string? MigratedFrom { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>The day the running term began; the day of the month on which it ends is this one's.</summary>
    public DateTimeOffset TermStartedOn { get; init; }

    /// <summary>The day the running term ends and renews; none for Lifetime.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The WMS version it last told; none where it never did.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>Licence counts in force, by profile.</summary>
    public LicenseCounts Licenses { get; init; } = [];

    /// <summary>Licence counts as asked for: those in force, with decreases that wait for approval.</summary>
    public LicenseCounts RequestedLicenses { get; init; } = [];

    /// <summary>Storage in force in GB; Cloud only.</summary>
    public int? StorageGB { get; init; }

    /// <summary>Storage from the next 01:00 on in GB, where an increase waits for it.</summary>
    public int? ScheduledStorageGB { get; init; }

    /// <summary>Since when port 2222 is open; none when it is shut.</summary>
    public DateTimeOffset? SshOpenedOn { get; init; }

    /// <summary>Until when port 2222 is open; none when it is shut, or stays open until it is shut.</summary>
    public DateTimeOffset? SshOpenUntil { get; init; }

    /// <summary>Whether WMS Network is enabled on it; none where that is not known.</summary>
    public bool? InNetwork { get; init; }

    /// <summary>Id of the PBX whose licences this one shares over the WMS Network.</summary>
    public string? SharingServer { get; init; }

    /// <summary>Id of the PBX whose licences it is to share once Wildix has applied the request.</summary>
    public string? RequestedSharingServer { get; init; }

    /// <summary>When it last renewed its licence; none where it never did, or for Cloud, which need not.</summary>
    public DateTimeOffset? LastRenewal { get; init; }

    /// <summary>The state's tag: a change that carries it is refused when somebody else was faster.</summary>
    public string? ETag { get; init; }

    /// <summary>Whether port 2222 is open at a moment.</summary>
    public bool IsSshOpen(DateTimeOffset moment) => SshOpenedOn <= moment && !(SshOpenUntil <= moment);

    string IPbxReference.PbxId => Id;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
