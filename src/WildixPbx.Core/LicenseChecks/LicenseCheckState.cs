namespace WildixPbx;

/// <summary>
/// Where a PBX stands in the periodic licence check. Virtual and Hardware PBXs renew their licence daily; a Per User one that
/// can't goes on for 14 days, then makes one call only, for emergencies. Cloud PBXs need not renew.
/// </summary>
public enum LicenseCheckState
{
    /// <summary>It need not renew: a Cloud PBX, or one that was moved to the Cloud.</summary>
    NotApplicable,

    /// <summary>There is no renewal on record, or none before the moment that is judged, or too little else is known to say more.</summary>
    Unknown,

    /// <summary>Renewed within the last 48 hours.</summary>
    Ok,

    /// <summary>A Per User PBX that has not renewed for over 48 hours; it works on for up to 14 days since the last renewal.</summary>
    Grace,

    /// <summary>A Per User PBX that has not renewed for over 14 days: one call only, for emergencies.</summary>
    EmergencyOnly,

    /// <summary>A Per Service PBX that has not renewed for over 48 hours; the guide states no consequence.</summary>
    NotCovered,
}

/// <summary>Where the facts of a licence check come from.</summary>
public enum LicenseCheckSource
{
    /// <summary>The portal.</summary>
    Portal,

    /// <summary>A row of a file, or an object that somebody made.</summary>
    Csv,

    /// <summary>The PBX itself: the last renewal is the one that it told.</summary>
    Box,
}

/// <summary>Whether the PBX itself had its say in a licence check.</summary>
public enum LicenseCheckBoxAnswer
{
    /// <summary>It was not asked.</summary>
    NotAsked,

    /// <summary>It answered.</summary>
    Told,

    /// <summary>It was asked and did not answer, or refused.</summary>
    NotTold,

    /// <summary>It answered, and its answer has no last renewal that can be read although it has to renew: it confirms nothing.</summary>
    ToldNoRenewal,
}
