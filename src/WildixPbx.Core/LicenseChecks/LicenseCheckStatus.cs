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

    /// <summary>Whole days elapsed since the last renewal; 0 where that lies in the future, none where there is none.</summary>
    public int? DaysSince { get; init; }

    /// <summary>Where it stands.</summary>
    public required LicenseCheckState State { get; init; }

    /// <summary>What is left of the 14 days in days: 14 - <see cref="DaysSince"/>, never below 0. Only for a Per User PBX that renews.</summary>
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
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The moment that was judged.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Where the facts come from.</summary>
    public required LicenseCheckSource Source { get; init; }

    // Where no portal was asked, the serial or the name still says at a portal which PBX it is.
    string IPbxReference.PbxId => PbxId ?? Serial ?? Pbx;

    /// <summary>Name, state and days.</summary>
    public override string ToString()
        => FormattableString.Invariant($"{Pbx}: {State}{(DaysSince is { } days ? $", {days} {(days == 1 ? "day" : "days")} since the last renewal" : "")}");
}
