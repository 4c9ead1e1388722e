namespace WildixPbx.Rules;

/// <summary>Storage of Cloud PBXs: licences of 10 GB each, the first one included.</summary>
public static class Storage
{
    /// <summary>What one storage licence adds, in GB.</summary>
    public const int UnitGB = 10;

    /// <summary>What a Cloud PBX has without any, in GB.</summary>
    public const int DefaultGB = 10;
}
