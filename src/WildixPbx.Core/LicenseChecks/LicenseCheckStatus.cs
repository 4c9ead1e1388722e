namespace WildixPbx;

/// <summary>Where one PBX stands in the periodic licence check at a moment, and what to do about it.</summary>
public sealed record LicenseCheckStatus : IPbxReference
{
    /// <summary>The customer's name; none where it is not known.</summary>
    public string? Customer { get; init; }

    /// <summary>The name of the PBX, or what else the input calls it by.</summary>
    public required string Pbx { get; init; }

    /// <summary>The portal's id, <c>pbx_...</c>; none where no portal was asked.</summary>
    public string? PbxId { get; init; }

    /// <summary>The serial; none where it is not known, or went to the Cloud with the licences.</summary>
    public string? Serial { get; init; }

    /// <summary>What it runs on; none where it is not known.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The portal's model: <c>WPBX-CLOUD</c> or <c>WPBX-VM/HW</c>; none where the platform is not known.</summary>
    public string? Model { get; init; }

    /// <summary>Per user or per service; none where it is not known.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>The WMS version; none where it is not known or can't be read.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>The host that this WMS version renews its licence at, port 443; none where the version is not known, and for Cloud.</summary>
    public string? LicenseServer { get; init; }

    /// <summary>When it last renewed its licence; none where there is no renewal on record.</summary>
    public DateTimeOffset? LastRenewal { get; init; }

    /// <summary>Whole days elapsed since the last renewal; 0 where that lies in the future, none where there is none, or it came after <see cref="AsOf"/>.</summary>
    public int? DaysSince { get; init; }

    /// <summary>Where it stands.</summary>
    public required LicenseCheckState State { get; init; }

    /// <summary>What is left of the 14 days in days: 14 - <see cref="DaysSince"/>, never below 0. Only for a Per User PBX that renews; none without these days.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>
    /// The moment after which it makes one call only, unless it renews before: 14 days after the last renewal, where that
    /// lies in the future after <see cref="AsOf"/>. Never before <see cref="AsOf"/> in Grace; in the past where it has come to that. Only for a Per User PBX that renews.
    /// </summary>
    public DateTimeOffset? EmergencyOn { get; init; }

    /// <summary>The day the running term ends and renews; none for Lifetime, and where it is not known.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The billing period; none where it is not known.</summary>
    public Term? Term { get; init; }

    /// <summary>What to do, in one or two sentences.</summary>
    public required string Action { get; init; }

    /// <summary>What the rules LicenseCheckGrace, LicenseCheckEmergencyOnly and LicenseCheckClockSkew say.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <summary>The moment that was judged.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Where the facts come from.</summary>
    public required LicenseCheckSource Source { get; init; }

    /// <summary>Whether the PBX itself had its say.</summary>
    public LicenseCheckBoxAnswer BoxAnswer { get; init; }

    /// <summary>Why the PBX told nothing, or not all; none where it was not asked or told everything.</summary>
    public string? BoxProblem { get; init; }

    /// <summary>The serial that the PBX told.</summary>
    public string? BoxSerial { get; init; }

    /// <summary>What it runs on, as the PBX told.</summary>
    public Platform? BoxPlatform { get; init; }

    /// <summary>Per user or per service, as the PBX told.</summary>
    public Licensing? BoxLicensing { get; init; }

    /// <summary>The WMS version that the PBX told.</summary>
    public WmsVersion? BoxWmsVersion { get; init; }

    /// <summary>The state of the licence in the PBX's own word, which is not judged: Wildix documents none.</summary>
    public string? BoxState { get; init; }

    /// <summary>The last renewal that the PBX told.</summary>
    public DateTimeOffset? BoxLastRenewal { get; init; }

    /// <summary>The PBX's answer about its licence as it came.</summary>
    public IReadOnlyDictionary<string, object?>? BoxLicense { get; init; }

    /// <summary>
    /// In what the PBX and the portal, or the row, disagree: Serial, Platform, Licensing, WmsVersion, LastRenewal, and State
    /// where that follows from it. Empty where they agree, or one of them says nothing.
    /// </summary>
    public IReadOnlyList<string> Disagrees { get; init => field = CellList.Of(value); } = CellList.NoNames;

    /// <summary>The same with both values, in words; empty where they agree.</summary>
    public string Disagreement { get; init; } = "";

    /// <summary>The address of the PBX itself, where the input said it; none where its name says where it is.</summary>
    public Uri? Uri { get; init; }

    /// <summary>The same as a host with or without a port, where the input had that.</summary>
    public string? HostName { get; init; }

    /// <summary>The port of SSH, where the input had one.</summary>
    public string? SshPort { get; init; }

    /// <summary>The fingerprint of its host key, where the input had one.</summary>
    public string? HostKeyFingerprint { get; init; }

    /// <summary>
    /// Where the customer's mail goes, as the input said it: one address, or several with a comma or a semicolon between. It
    /// is in no report.
    /// </summary>
    public string? Contact { get; init; }

    // Where no portal was asked, the serial or the name still says at a portal which PBX it is.
    string IPbxReference.PbxId => PbxId ?? Serial ?? Pbx;

    /// <summary>Name, state and days.</summary>
    public override string ToString()
        => FormattableString.Invariant($"{Pbx}: {State}{(DaysSince is { } days ? $", {days} {(days == 1 ? "day" : "days")} since the last renewal" : "")}");
}
