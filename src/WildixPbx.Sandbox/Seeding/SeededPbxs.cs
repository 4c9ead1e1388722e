using WildixPbx.Rules;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Seeding;

/// <summary>The PBXs of a seeded estate: of every platform, term, licensing and major version. All of it is invented.</summary>
sealed class SeededPbxs(string seed, DateTimeOffset moment, PortalSetup setup)
{
    static readonly string[] Versions =
    [
        "3.84.42018.11", "3.85.43106.20", "3.86.43877.31", "3.88.44723.49", "3.88.44763.50", "4.00.43920.12", "4.01.44168.28", "4.03.44693.48",
        "4.03.44733.50", "4.04.45010.7", "5.00.45231.4", "5.02.45877.15", "5.03.46102.2", "6.00.20230117.5", "6.02.20230228.2", "6.05.20240312.1",
        "6.10.20250609.6", "7.00.20250204.2", "7.02.20250609.3", "7.04.20250929.2",
    ];

    static readonly Platform[] Platforms = [Platform.Cloud, Platform.Cloud, Platform.Virtual, Platform.Virtual, Platform.Hardware];
    static readonly Term[] Terms = [Term.Monthly, Term.Yearly, Term.Yearly, Term.Yearly, Term.FiveYears, Term.FiveYears, Term.Lifetime];
    static readonly TimeSpan Oldest = TimeSpan.FromDays(2900), Youngest = TimeSpan.FromDays(500);

    readonly WmsVersion[] _versions = [.. Versions.Select(WmsVersion.Parse)];

    /// <summary>A PBX without its serial, which the portal's counter gives.</summary>
    public Pbx Of(long index, Customer customer, string name)
    {
        var dice = new Dice(seed, "pbx", index);
        var sample = RenewalSpread.SampleOf(index);
        var platform = sample?.Platform ?? dice.Of(Platforms);
        var isCloud = platform == Platform.Cloud;
        var term = dice.Of(Terms);
        if (isCloud && term == Term.Lifetime) term = Term.Yearly;
        var licensing = sample?.Licensing ?? (dice.Hits(isCloud ? 300 : 1500) ? Licensing.PerService : Licensing.PerUser);
        var age = sample?.Age ?? RenewalSpread.Age(dice);
        var isNew = age is RenewalAge.NeverYet;

        var created = setup.Midnight(FreeOfMonthEnds((moment - (isNew ? TimeSpan.FromDays(dice.From(1, 20)) : dice.Between(Youngest, Oldest))).UtcDateTime)).AddHours(9);
        var (started, expires) = RunningTerm(created, term);
        var counts = Counts(dice, licensing);
        return new Pbx
        {
            Id = dice.Id("pbx_"),
            Name = name,
            Customer = customer.Name,
            CustomerId = customer.Id,
            Platform = platform,
            Model = PbxModel.Of(platform),
            Region = isCloud && setup.Prices.RegionNames is { Count: > 0 } regions ? dice.Of(regions) : null,
            Term = term,
            Licensing = licensing,
            State = isNew && !isCloud ? PbxState.Created : PbxState.Active,
            CreatedOn = created,
            TermStartedOn = started,
            ExpiresOn = expires,
            WmsVersion = isNew && !isCloud ? null : dice.Of(_versions),
            Licenses = counts,
            RequestedLicenses = new LicenseCounts(counts),
            StorageGB = isCloud ? Rules.Storage.DefaultGB + Rules.Storage.UnitGB * (dice.Hits(3000) ? dice.From(1, 9) : 0) : null,
            LastRenewal = isCloud ? null : RenewalSpread.Moment(age, dice, moment),
        };
    }

    LicenseCounts Counts(Dice dice, Licensing licensing)
    {
        LicenseCounts counts = [];
        if (licensing == Licensing.PerService) Put("PBX-Service", dice.From(1, 12));
        else
        {
            Put("UC-Essential", dice.From(3, 90));
            if (dice.Hits(5000)) Put("UC-Business", dice.From(1, 40));
            if (dice.Hits(3000)) Put("UC-Premium", dice.From(1, 15));
            if (dice.Hits(4000)) Put("PBX-BASIC", dice.From(1, 30));
            if (dice.Hits(1500)) Put("UC-Wizyconf", dice.From(1, 8));
        }

        return counts;

        void Put(string profile, int count)
        {
            if (setup.Prices.ProfileNames.Contains(profile)) counts.Put(profile, count);
        }
    }

    (DateTimeOffset Started, DateTimeOffset? Expires) RunningTerm(DateTimeOffset created, Term term)
    {
        var first = setup.Midnight(TimeZoneInfo.ConvertTime(created, setup.TimeZone).Date);
        var started = first;
        for (var periods = 1; ; periods++)
        {
            var expires = Calendar.ExpiryOf(TimeZoneInfo.ConvertTime(first, setup.TimeZone), term, periods, setup.TimeZone)?.ToUniversalTime();
            if (expires is null || expires > moment) return (started, expires);
            started = expires.Value;
        }
    }

    // Every month has a 28th, so that a term that began on that day of another month ends on it too.
    static DateTime FreeOfMonthEnds(DateTime day) => day.Day <= 28 ? day : day.AddDays(28 - day.Day);
}
