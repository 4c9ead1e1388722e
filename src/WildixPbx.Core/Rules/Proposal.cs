namespace WildixPbx.Rules;

/// <summary>A profile's count as it is in force and as a change would have it.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="From">The count in force.</param>
/// <param name="To">The count asked for.</param>
public readonly record struct CountChange(string Profile, int From, int To)
{
    /// <summary>Whether the count goes down.</summary>
    public bool IsDecrease => To < From;

    /// <summary>By how much it goes up; 0 where it does not.</summary>
    public int Increase => Math.Max(0, To - From);
}

/// <summary>
/// A change before it is made, with all that is known around it. A fact that is null is not known, and a rule that
/// needs it finds nothing: the same rules work at the portal, where all is known, and on a CSV, where little is.
/// </summary>
public sealed record Proposal
{
    /// <summary>Which operation it is.</summary>
    public required RuleArea Operation { get; init; }

    /// <summary>The name that findings call the object by.</summary>
    public required string Subject { get; init; }

    /// <summary>The present moment in the portal's time zone: days are days there.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The portal's time zone; without one its offset is taken to be that of <see cref="Now"/> all year.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The set of rules that holds.</summary>
    public RuleSet RuleSet { get; init; } = RuleSet.Guide2020;

    /// <summary>The PBX as it is, where all of it is known; none for a creation.</summary>
    public Pbx? Pbx { get; init; }

    /// <summary>The PBX whose licences are to be shared; that of <see cref="Pbx"/> is the client.</summary>
    public Pbx? ServerPbx { get; init; }

    /// <summary>What is known of the PBX: all, where <see cref="Pbx"/> is given.</summary>
    public PbxFacts? Present { get => field ?? (Pbx is null ? null : PbxFacts.Of(Pbx)); init; }

    /// <summary>What is known of the PBX whose licences are to be shared.</summary>
    public PbxFacts? PresentServer { get => field ?? (ServerPbx is null ? null : PbxFacts.Of(ServerPbx)); init; }

    /// <summary>The name asked for, in lower case.</summary>
    public string? Name { get; init; }

    /// <summary>The platform asked for, or that of the PBX.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The model asked for.</summary>
    public string? Model { get; init; }

    /// <summary>The region asked for.</summary>
    public string? Region { get; init; }

    /// <summary>The term asked for, or that of the PBX.</summary>
    public Term? Term { get; init; }

    /// <summary>Whether the term would be another one.</summary>
    public bool ChangesTerm => Operation == RuleArea.Term && Term is not null && Present?.Term is { } present && present != Term;

    /// <summary>The counts asked for, absolute; a profile that isn't named stays as it is.</summary>
    public LicenseCounts Counts { get; init; } = [];

    /// <summary>The storage asked for in GB.</summary>
    public int? StorageGB { get; init; }

    /// <summary>What the change costs.</summary>
    public Money? Fee { get; init; }

    /// <summary>The most that whoever asks is ready to pay, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    /// <summary>Whether the customer has a contact.</summary>
    public bool? CustomerHasContact { get; init; }

    /// <summary>Whether another PBX has the name.</summary>
    public bool? NameIsTaken { get; init; }

    /// <summary>The regions that the portal lists.</summary>
    public IReadOnlyCollection<string>? Regions { get; init; }

    /// <summary>The profiles that the portal lists.</summary>
    public IReadOnlyCollection<string>? Profiles { get; init; }

    /// <summary>How many bought boxes have not become a PBX yet.</summary>
    public int? UnusedHardware { get; init; }

    /// <summary>The name of another PBX of the customer that has licences; empty where there is none.</summary>
    public string? OtherLicensedPbx { get; init; }

    /// <summary>Counts that wait for approval, by profile.</summary>
    public LicenseCounts PendingCounts { get; init; } = [];

    /// <summary>What was bought, where that is not the licences of one PBX: those of a whole WMS Network.</summary>
    public LicenseCounts? Bought { get; init; }

    /// <summary>How many users are assigned to each profile on the box.</summary>
    public LicenseCounts? AssignedUsers { get; init; }

    /// <summary>What is known around a move to the Cloud.</summary>
    public MigrationFacts? Migration { get; init; }

    /// <summary>The upgrade that a box has waiting, in its words, which may be none; null where it has none or that is not known.</summary>
    public string? WaitingUpgrade { get; init; }

    /// <summary>Whether the admin of a box has the factory password.</summary>
    public bool? HasFactoryPassword { get; init; }

    /// <summary>Per user or per service.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>When the PBX last renewed its licence.</summary>
    public DateTimeOffset? LastRenewal { get; init; }

    /// <summary>Where the PBX stands in the periodic licence check.</summary>
    public LicenseCheckState LicenseCheckState => LicenseCheck.StateOf(Platform, Licensing, LastRenewal, Now);

    /// <summary>Whole days since the last renewal; none where there is none.</summary>
    public int? DaysSinceRenewal => LastRenewal is { } renewal ? LicenseCheck.DaysSince(renewal, Now) : null;

    /// <summary>A moment in the portal's time zone, to see which day it is there.</summary>
    public DateTimeOffset InPortalTime(DateTimeOffset moment)
        => TimeZone is null ? moment.ToOffset(Now.Offset) : TimeZoneInfo.ConvertTime(moment, TimeZone);

    /// <summary>The counts in force that are known.</summary>
    public LicenseCounts CountsInForce => Present?.Licenses ?? [];

    /// <summary>
    /// The counts that would really move: neither those that are so already, nor those for which the same count waits
    /// for approval. A profile with another pending count is a change, which RequestPending then refuses. Of a profile
    /// whose count in force is not known nothing can be said.
    /// </summary>
    public IEnumerable<CountChange> CountChanges
    {
        get
        {
            var present = Present;
            foreach (var asked in Counts)
            {
                if ((present is null ? 0 : present.CountOf(asked.Key)) is not { } inForce) continue;
                var isPending = PendingCounts.TryGetValue(asked.Key, out var pending);
                if (isPending ? pending != asked.Value : inForce != asked.Value)
                    yield return new CountChange(asked.Key, inForce, asked.Value);
            }
        }
    }
}
