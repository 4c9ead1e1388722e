namespace WildixPbx.Rules;

/// <summary>
/// What is known of a PBX. At the portal that is all; a row of a CSV knows what its columns say. A fact that is null is
/// not known, and a rule that needs it finds nothing.
/// </summary>
public sealed record PbxFacts
{
    /// <summary>The portal's id.</summary>
    public string? Id { get; init; }

    /// <summary>The DNS label under <c>wildixin.com</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The serial.</summary>
    public string? Serial { get; init; }

    /// <summary>The customer's name.</summary>
    public string? Customer { get; init; }

    /// <summary>The customer's id.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What it runs on.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The billing period.</summary>
    public Term? Term { get; init; }

    /// <summary>Per user or per service.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>The WMS version.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>The day the running term ends.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The counts in force that are known.</summary>
    public LicenseCounts Licenses { get; init; } = [];

    /// <summary>Whether a profile that <see cref="Licenses"/> does not name has no licences, rather than a number nobody knows.</summary>
    public bool AllCountsKnown { get; init; }

    /// <summary>Counts that wait for approval, by profile.</summary>
    public LicenseCounts PendingCounts { get; init; } = [];

    /// <summary>Storage in force in GB.</summary>
    public int? StorageGB { get; init; }

    /// <summary>Storage from the next 01:00 on in GB, where an increase waits for it.</summary>
    public int? ScheduledStorageGB { get; init; }

    /// <summary>Since when port 2222 is open.</summary>
    public DateTimeOffset? SshOpenedOn { get; init; }

    /// <summary>Until when port 2222 is open; none where it stays open until it is shut.</summary>
    public DateTimeOffset? SshOpenUntil { get; init; }

    /// <summary>Whether WMS Network is enabled on it.</summary>
    public bool? InNetwork { get; init; }

    /// <summary>The PBX whose licences it shares.</summary>
    public string? SharingServer { get; init; }

    /// <summary>The PBX whose licences it has asked to share.</summary>
    public string? RequestedSharingServer { get; init; }

    /// <summary>What it has or will have from the next 01:00 on, in GB: what an increase is added to.</summary>
    public int? PromisedStorageGB => ScheduledStorageGB ?? StorageGB;

    /// <summary>Whether it is known to have no licences.</summary>
    public bool HasNoLicenses => AllCountsKnown && Licenses.Total == 0;

    /// <summary>All that the portal says of a PBX. What is asked for and not in force waits for approval.</summary>
    public static PbxFacts Of(Pbx pbx) => new()
    {
        Id = pbx.Id,
        Name = pbx.Name,
        Serial = pbx.Serial,
        Customer = pbx.Customer,
        CustomerId = pbx.CustomerId,
        Platform = pbx.Platform,
        Term = pbx.Term,
        Licensing = pbx.Licensing,
        WmsVersion = pbx.WmsVersion,
        ExpiresOn = pbx.ExpiresOn,
        Licenses = pbx.Licenses,
        AllCountsKnown = true,
        PendingCounts = Waiting(pbx),
        StorageGB = pbx.StorageGB,
        ScheduledStorageGB = pbx.ScheduledStorageGB,
        SshOpenedOn = pbx.SshOpenedOn,
        SshOpenUntil = pbx.SshOpenUntil,
        InNetwork = pbx.InNetwork,
        SharingServer = pbx.SharingServer,
        RequestedSharingServer = pbx.RequestedSharingServer,
    };

    /// <summary>The count of a profile that is in force; none where it is not known.</summary>
    public int? CountOf(string profile) => Licenses.TryGetValue(profile, out var count) ? count : AllCountsKnown ? 0 : null;

    /// <summary>Whether port 2222 is known to be open at a moment.</summary>
    public bool IsSshOpen(DateTimeOffset moment) => SshOpenedOn <= moment && !(SshOpenUntil <= moment);

    /// <summary>Whether another one is the same PBX; none where that is not known.</summary>
    public bool? IsSameAs(PbxFacts other) => Same(Id, other.Id) ?? Same(Serial, other.Serial) ?? Same(Name, other.Name);

    /// <summary>Whether another one belongs to the same customer; none where that is not known.</summary>
    public bool? HasCustomerOf(PbxFacts other) => Same(CustomerId, other.CustomerId) ?? Same(Customer, other.Customer);

    /// <summary>What it is called: by name, or else by serial or id.</summary>
    public override string ToString() => Name ?? Serial ?? Id ?? "";

    static bool? Same(string? one, string? other)
        => string.IsNullOrWhiteSpace(one) || string.IsNullOrWhiteSpace(other) ? null : string.Equals(one!.Trim(), other!.Trim(), StringComparison.OrdinalIgnoreCase);

    static LicenseCounts Waiting(Pbx pbx) => new(pbx.RequestedLicenses.Keys.Union(pbx.Licenses.Keys, StringComparer.OrdinalIgnoreCase)
        .Where(profile => pbx.RequestedLicenses.Of(profile) != pbx.Licenses.Of(profile))
        .Select(profile => new KeyValuePair<string, int>(profile, pbx.RequestedLicenses.Of(profile))));
}
