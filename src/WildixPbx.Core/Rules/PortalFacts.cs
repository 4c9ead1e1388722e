namespace WildixPbx.Rules;

/// <summary>What is known of the portal around a change. What is null is not known, and a rule that needs it finds nothing.</summary>
public sealed record PortalFacts
{
    /// <summary>The moment of the change.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The time zone in which days are counted.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The set of rules that holds.</summary>
    public RuleSet RuleSet { get; init; } = RuleSet.Guide2020;

    /// <summary>The regions that the portal lists.</summary>
    public IReadOnlyCollection<string>? Regions { get; init; }

    /// <summary>The profiles that the portal lists.</summary>
    public IReadOnlyCollection<string>? Profiles { get; init; }

    /// <summary>What things cost.</summary>
    public PriceList? Prices { get; init; }

    /// <summary>Whether the customer of the new PBX, or the one that a PBX is moved to, has a contact.</summary>
    public bool? CustomerHasContact { get; init; }

    /// <summary>Whether another PBX has the name that is asked for.</summary>
    public bool? NameIsTaken { get; init; }

    /// <summary>How many bought boxes have not become a PBX yet.</summary>
    public int? UnusedHardware { get; init; }

    /// <summary>The name of another PBX with licences of the customer that the PBX has, or will have; empty where there is none.</summary>
    public string? OtherLicensedPbx { get; init; }

    /// <summary>How many users are assigned to each profile on the box.</summary>
    public LicenseCounts? AssignedUsers { get; init; }
}
