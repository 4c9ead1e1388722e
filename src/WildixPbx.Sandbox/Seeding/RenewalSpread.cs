namespace WildixPbx.Sandbox.Seeding;

/// <summary>How long ago a PBX renewed its licence.</summary>
enum RenewalAge
{
    /// <summary>Within the last day, as most do.</summary>
    Today,

    /// <summary>One daily renewal was missed.</summary>
    OneMissed,

    /// <summary>Over 48 hours, up to 14 days.</summary>
    Days,

    /// <summary>Over 14 days.</summary>
    Weeks,

    /// <summary>In the future: the box's clock is wrong.</summary>
    Ahead,

    /// <summary>Not yet: it was created only lately, and its key waits to be entered.</summary>
    NeverYet,
}

/// <summary>What the first PBXs of an estate are, so that a small one shows every state too.</summary>
sealed record RenewalSample(Platform Platform, Licensing Licensing, RenewalAge Age);

/// <summary>The spread of the renewals over the states of the licence check.</summary>
static class RenewalSpread
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1), Instant = TimeSpan.FromSeconds(1), LongAgo = TimeSpan.FromDays(400);

    static readonly RenewalSample[] Samples =
    [
        new(Platform.Cloud, Licensing.PerUser, RenewalAge.Today),
        new(Platform.Virtual, Licensing.PerUser, RenewalAge.Today),
        new(Platform.Hardware, Licensing.PerUser, RenewalAge.Days),
        new(Platform.Virtual, Licensing.PerUser, RenewalAge.Weeks),
        new(Platform.Hardware, Licensing.PerService, RenewalAge.Weeks),
        new(Platform.Virtual, Licensing.PerUser, RenewalAge.NeverYet),
        new(Platform.Hardware, Licensing.PerUser, RenewalAge.Ahead),
    ];

    /// <summary>What a PBX is for the sake of being seen; null for all but the first.</summary>
    public static RenewalSample? SampleOf(long index) => index < Samples.Length ? Samples[index] : null;

    /// <summary>How long ago a PBX renewed: 93 of 100 do as they should.</summary>
    public static RenewalAge Age(Dice dice) => dice.Below(10_000) switch
    {
        < 8800 => RenewalAge.Today,
        < 9300 => RenewalAge.OneMissed,
        < 9650 => RenewalAge.Days,
        < 9850 => RenewalAge.Weeks,
        < 9865 => RenewalAge.Ahead,
        _ => RenewalAge.NeverYet,
    };

    /// <summary>The moment of the renewal; null where there was none.</summary>
    public static DateTimeOffset? Moment(RenewalAge age, Dice dice, DateTimeOffset now) => age switch
    {
        RenewalAge.Today => now - dice.Between(TimeSpan.Zero, Day - TimeSpan.FromHours(1)),
        RenewalAge.OneMissed => now - dice.Between(Day, LicenseCheck.Tolerance - TimeSpan.FromHours(1)),
        RenewalAge.Days => now - dice.Between(LicenseCheck.Tolerance + Instant, LicenseCheck.GracePeriod - TimeSpan.FromHours(1)),
        RenewalAge.Weeks => now - dice.Between(LicenseCheck.GracePeriod + Instant, LongAgo),
        RenewalAge.Ahead => now + dice.Between(TimeSpan.FromHours(1), TimeSpan.FromDays(3)),
        _ => null,
    };
}
