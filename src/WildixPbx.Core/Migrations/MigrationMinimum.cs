namespace WildixPbx;

/// <summary>The oldest WMS that a move to the Cloud takes: one for each major version that the guide covers and each kind of move. Source: the guide, "Min supported WMS version".</summary>
public static class MigrationMinimum
{
    const int LastMinorOf4 = 9;

    static readonly WmsVersion SubscriptionOf3 = WmsVersion.Parse("3.88.44723.49"), SubscriptionOf4 = WmsVersion.Parse("4.03.44693.48");
    static readonly WmsVersion NewInstanceOf3 = WmsVersion.Parse("3.88.44763.50"), NewInstanceOf4 = WmsVersion.Parse("4.03.44733.50");

    /// <summary>Whether the guide says anything of a version: of 3.x and 4.0x, which is 4.00 to 4.09.</summary>
    public static bool Covers(WmsVersion version) => version is { Major: 3 } or { Major: 4, Minor: <= LastMinorOf4 };

    /// <summary>The oldest WMS of a version's major that such a move takes; none where the guide does not cover the version.</summary>
    public static WmsVersion? Of(WmsVersion version, MigrationKind kind) => !Covers(version) ? null : (version.Major, kind) switch
    {
        (3, MigrationKind.Subscription) => SubscriptionOf3,
        (3, _) => NewInstanceOf3,
        (_, MigrationKind.Subscription) => SubscriptionOf4,
        _ => NewInstanceOf4,
    };
}
