namespace WildixPbx;

/// <summary>From where on a licence check lets a script fail. Each value includes those before it.</summary>
public enum LicenseCheckLimit
{
    /// <summary>A PBX that makes one call only, for emergencies.</summary>
    EmergencyOnly,

    /// <summary>Also one that will, unless it renews in time.</summary>
    Grace,

    /// <summary>Also one that somebody has to look at: Unknown, or NotCovered.</summary>
    Attention,
}
