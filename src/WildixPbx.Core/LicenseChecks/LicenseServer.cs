namespace WildixPbx;

/// <summary>Where a Virtual or Hardware PBX renews its licence, as the guide says under Periodic License Check.</summary>
public static class LicenseServer
{
    /// <summary>The port.</summary>
    public const int Port = 443;

    /// <summary>The host of WMS versions lower than 3.86.</summary>
    public const string Older = "wmp.wildix.com";

    /// <summary>The host of WMS 3.86 and later.</summary>
    public const string Newer = "api.wildix.com";

    static readonly WmsVersion FirstOfNewer = WmsVersion.Parse("3.86");

    /// <summary>The host that a WMS version renews at.</summary>
    public static string HostOf(WmsVersion version) => version < FirstOfNewer ? Older : Newer;
}
