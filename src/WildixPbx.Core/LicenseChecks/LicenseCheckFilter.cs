using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>Which PBXs of a licence check are wanted. What the portal can leave out it is asked to; the rest is left out here.</summary>
public sealed record LicenseCheckFilter
{
    static readonly LicenseCheckState[] Overdue = [LicenseCheckState.Grace, LicenseCheckState.EmergencyOnly, LicenseCheckState.NotCovered];
    static readonly Platform[] Renewing = [Platform.Virtual, Platform.Hardware];
    static readonly LicenseCheckState[] OfUsers = [LicenseCheckState.Grace, LicenseCheckState.EmergencyOnly];

    /// <summary>The states that are wanted; none for all.</summary>
    public IReadOnlyCollection<LicenseCheckState> States { get; init; } = [];

    /// <summary>How many whole days since the last renewal there must be; a PBX without a renewal has no days.</summary>
    public int? MinimumDays { get; init; }

    /// <summary>Whether a PBX is wanted.</summary>
    public bool Fits(LicenseCheckStatus status)
        => (States.Count == 0 || States.Contains(status.State)) && (MinimumDays is null || status.DaysSince >= MinimumDays);

    /// <summary>Narrows a list at the portal to what may fit: never fewer, sometimes more.</summary>
    /// <param name="basis">What else the list is narrowed by.</param>
    /// <param name="portalNow">The portal's clock, by which it counts the age of a renewal.</param>
    /// <param name="asOf">The moment that is judged.</param>
    public PbxFilter AtPortal(PbxFilter basis, DateTimeOffset portalNow, DateTimeOffset asOf)
    {
        var age = TimeSpan.FromDays(MinimumDays ?? 0);
        if (Only(Overdue)) age = Longer(age, Only(LicenseCheckState.EmergencyOnly) ? LicenseCheck.GracePeriod : LicenseCheck.Tolerance);

        // The portal's clock goes on between the two questions, so that a renewal is only older to it than it is here.
        var ageAtPortal = age == TimeSpan.Zero ? TimeSpan.Zero : age - (asOf - portalNow);
        return basis with
        {
            NotRenewedFor = ageAtPortal > TimeSpan.Zero ? ageAtPortal : null,
            Licensing = Only(OfUsers) ? Licensing.PerUser : Only(LicenseCheckState.NotCovered) ? Licensing.PerService : basis.Licensing,
            Platforms = WantsRenewing ? Renewing : basis.Platforms,
        };
    }

    /// <summary>
    /// Narrows a list at the portal where the PBXs themselves are asked: what they say of their renewal may be another thing
    /// than what the portal has, so that only those are left out that need not renew.
    /// </summary>
    public PbxFilter BeforeBoxes(PbxFilter basis) => basis with { Platforms = WantsRenewing ? Renewing : basis.Platforms };

    bool WantsRenewing => States.Count > 0 && !States.Contains(LicenseCheckState.NotApplicable);

    bool Only(params LicenseCheckState[] states) => States.Count > 0 && States.All(states.Contains);

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
