using WildixPbx.Rules;

namespace WildixPbx;

/// <summary>
/// The periodic licence check: the one place that knows its bounds. Days are 24 hours here, not dates, and ages are compared
/// in whole minutes: a clock that ticks between two questions must not decide.
/// </summary>
public static class LicenseCheck
{
    /// <summary>The days that a Per User PBX works on without a renewal, by the guide.</summary>
    public const int GraceDays = 14;

    /// <summary>How old a renewal may be, this much included, before it counts as missed: one daily renewal may fail. Ours.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromHours(48);

    /// <summary>How long a Per User PBX works on after its last renewal, this much included. The guide says 14 days; that the bound is included is ours.</summary>
    public static TimeSpan GracePeriod { get; } = TimeSpan.FromDays(GraceDays);

    static readonly IReadOnlyList<IRule> Overdue = [RuleCatalog.Get(nameof(LicenseCheckGrace)), RuleCatalog.Get(nameof(LicenseCheckEmergencyOnly))];
    static readonly IRule ClockSkew = RuleCatalog.Get(nameof(LicenseCheckClockSkew));

    /// <summary>Where a PBX stands. A fact that is not known and would decide makes it Unknown.</summary>
    /// <param name="platform">What it runs on.</param>
    /// <param name="licensing">Per user or per service.</param>
    /// <param name="lastRenewal">Its last renewal; a moment after <paramref name="asOf"/> counts as just now.</param>
    /// <param name="asOf">The moment that is judged.</param>
    public static LicenseCheckState StateOf(Platform? platform, Licensing? licensing, DateTimeOffset? lastRenewal, DateTimeOffset asOf)
    {
        if (platform == Platform.Cloud) return LicenseCheckState.NotApplicable;
        if (platform is null || lastRenewal is not { } renewal) return LicenseCheckState.Unknown;
        var age = WholeMinutes(asOf - renewal);
        if (age <= Tolerance) return LicenseCheckState.Ok;
        return licensing switch
        {
            Licensing.PerUser => age <= GracePeriod ? LicenseCheckState.Grace : LicenseCheckState.EmergencyOnly,
            Licensing.PerService => LicenseCheckState.NotCovered,
            _ => LicenseCheckState.Unknown,
        };
    }

    /// <summary>Whole days of 24 hours since a renewal; 0 where it lies in the future.</summary>
    public static int DaysSince(DateTimeOffset lastRenewal, DateTimeOffset asOf) => Math.Max(0, (asOf - lastRenewal).Days);

    /// <summary>Judges a PBX: what is known of it goes in, where it stands at a moment comes out.</summary>
    public static LicenseCheckStatus StatusOf(LicenseCheckFacts facts, DateTimeOffset asOf)
    {
        var (platform, renews) = (facts.KnownPlatform, facts.Renews);
        var state = StateOf(facts, asOf);
        var server = renews && facts.WmsVersion is { } version ? LicenseServer.HostOf(version) : null;
        var days = facts.LastRenewal is { } renewal && !facts.RenewedAfter(asOf) ? DaysSince(renewal, asOf) : (int?)null;
        var counts = renews && platform is not null && facts.Licensing == Licensing.PerUser && days is not null;
        var emergencyOn = counts ? EmergencyOn(facts.LastRenewal!.Value, state, asOf) : null;

        return new LicenseCheckStatus
        {
            Customer = facts.Customer,
            Contact = facts.Contact,
            Pbx = facts.Pbx,
            PbxId = facts.PbxId,
            Serial = facts.Serial,
            Platform = platform,
            Model = facts.Model ?? (platform is { } known ? PbxModel.Of(known) : null),
            Licensing = facts.Licensing,
            WmsVersion = facts.WmsVersion,
            LicenseServer = server,
            LastRenewal = facts.LastRenewal?.ToUniversalTime(),
            DaysSince = days,
            State = state,
            DaysLeft = counts ? Math.Max(0, GraceDays - days!.Value) : null,
            EmergencyOn = emergencyOn,
            ExpiresOn = facts.ExpiresOn?.ToUniversalTime(),
            Term = facts.Term,
            Action = LicenseCheckAdvice.For(facts, platform, state, server, emergencyOn, asOf),
            Findings = renews ? FindingsOf(facts, platform, state, asOf) : [],
            AsOf = asOf.ToUniversalTime(),
            Source = facts.Source,
            BoxAnswer = facts.Box?.Answer ?? LicenseCheckBoxAnswer.NotAsked,
            BoxProblem = facts.Box?.Problem,
            BoxSerial = facts.Box?.Serial,
            BoxPlatform = facts.Box?.Platform,
            BoxLicensing = facts.Box?.Licensing,
            BoxWmsVersion = facts.Box?.WmsVersion,
            BoxState = facts.Box?.State,
            BoxLastRenewal = facts.Box?.LastRenewal?.ToUniversalTime(),
            BoxLicense = facts.Box?.License,
            Disagrees = facts.Box?.Disagrees ?? [],
            Disagreement = facts.Box?.Disagreement ?? "",
            Uri = facts.Address?.Uri,
            HostName = facts.Address?.HostName,
            SshPort = facts.Address?.SshPort,
            HostKeyFingerprint = facts.Address?.HostKeyFingerprint,
        };
    }

    /// <summary>Where a PBX stands, by all that is known of it.</summary>
    internal static LicenseCheckState StateOf(LicenseCheckFacts facts, DateTimeOffset asOf)
        => !facts.Renews ? LicenseCheckState.NotApplicable
            : facts.RenewedAfter(asOf) ? LicenseCheckState.Unknown
            : StateOf(facts.KnownPlatform, facts.Licensing, facts.LastRenewal, asOf);

    static TimeSpan WholeMinutes(TimeSpan age) => new(age.Ticks - age.Ticks % TimeSpan.TicksPerMinute);

    // What lies in the future counts as just now. Within the minute that the state is read in, the moment is now and not before.
    static DateTimeOffset? EmergencyOn(DateTimeOffset renewal, LicenseCheckState state, DateTimeOffset asOf)
    {
        var counted = (renewal > asOf ? asOf : renewal).ToUniversalTime();
        if (counted.DateTime > DateTime.MaxValue - GracePeriod) return null;
        var on = counted + GracePeriod;
        return state is LicenseCheckState.Grace && on < asOf ? asOf.ToUniversalTime() : on;
    }

    static IReadOnlyList<Finding> FindingsOf(LicenseCheckFacts facts, Platform? platform, LicenseCheckState state, DateTimeOffset asOf)
    {
        // Most PBXs of an estate renewed today, and nothing can be found of them: they cost no proposal.
        var ahead = facts.AheadOf(asOf);
        if (state is LicenseCheckState.Ok && ahead is null) return [];
        var proposal = new Proposal
        {
            Operation = RuleArea.Activation,
            Subject = facts.Pbx,
            Now = asOf,
            Platform = platform,
            Licensing = facts.Licensing,
            LastRenewal = facts.LastRenewal,
        };
        return [.. Overdue.SelectMany(rule => rule.Check(proposal)), .. ahead is null ? [] : ClockSkew.Check(proposal with { Now = facts.NowAt(asOf), LastRenewal = ahead })];
    }
}
