namespace WildixPbx.Rules;

/// <summary>Storage of Cloud PBXs: licences of 10 GB each, the first one included.</summary>
public static class Storage
{
    /// <summary>What one storage licence adds, in GB.</summary>
    public const int UnitGB = 10;

    /// <summary>What a Cloud PBX has without any, in GB.</summary>
    public const int DefaultGB = 10;

    /// <summary>What a PBX has or will have from the next 01:00 on, in GB: what an increase is added to. None where neither is known.</summary>
    public static int? PromisedGB(Pbx? pbx) => pbx?.ScheduledStorageGB ?? pbx?.StorageGB;

    internal static string WhenPromised(PbxFacts? pbx) => pbx?.ScheduledStorageGB is null ? "" : " from the next 01:00 on";
}
