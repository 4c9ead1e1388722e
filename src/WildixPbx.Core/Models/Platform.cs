namespace WildixPbx;

/// <summary>What a PBX runs on.</summary>
public enum Platform
{
    /// <summary>An instance in a Wildix data centre. The only platform with a region, storage and SSH over the portal.</summary>
    Cloud,

    /// <summary>A virtual machine at the customer's.</summary>
    Virtual,

    /// <summary>A Wildix box, bought in the portal's cart (item <c>WPBX-HW</c>) before the PBX is created.</summary>
    Hardware,
}

/// <summary>How a PBX is licensed.</summary>
public enum Licensing
{
    /// <summary>One licence a user, by profile.</summary>
    PerUser,

    /// <summary>The older licences by service. The guide states no consequence of a missed licence check for them.</summary>
    PerService,
}

/// <summary>The recurring billing period of all licences of a PBX; the guide calls it Expire.</summary>
public enum Term
{
    /// <summary>One month.</summary>
    Monthly,

    /// <summary>Twelve months.</summary>
    Yearly,

    /// <summary>Sixty months.</summary>
    FiveYears,

    /// <summary>Bought once. Not available for Cloud, and its licences never go down.</summary>
    Lifetime,
}

/// <summary>Where a PBX stands between creation and the end of its life.</summary>
public enum PbxState
{
    /// <summary>Created; a Virtual or Hardware PBX waits for its key to be entered on the box.</summary>
    Created,

    /// <summary>Created; a Cloud PBX activates by itself, about three minutes after creation.</summary>
    Activating,

    /// <summary>Activated.</summary>
    Active,

    /// <summary>Moved to the Cloud: the serial and the licences are the new PBX's now.</summary>
    Migrated,
}

/// <summary>The portal's names of PBX models: one for Cloud, one for both others.</summary>
public static class PbxModel
{
    /// <summary>The model of every Cloud PBX.</summary>
    public const string Cloud = "WPBX-CLOUD";

    /// <summary>The model of every Virtual and Hardware PBX.</summary>
    public const string VirtualOrHardware = "WPBX-VM/HW";

    /// <summary>The model that belongs to a platform.</summary>
    public static string Of(Platform platform) => platform == Platform.Cloud ? Cloud : VirtualOrHardware;
}
