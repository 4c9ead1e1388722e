namespace WildixPbx;

/// <summary>A data centre region that the portal offers for Cloud PBXs.</summary>
public sealed record Region
{
    /// <summary>The name to give to <c>New-WmpPbx -Region</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where that is.</summary>
    public required string Location { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A licence profile that the portal offers. The set is open: portals of other years serve other ones.</summary>
public sealed record LicenseProfile
{
    /// <summary>The name, such as <c>UC-Essential</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The price of one licence, by term.</summary>
    public IReadOnlyDictionary<string, Money> Prices { get; init; } = new Dictionary<string, Money>();

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>What a portal says of itself and of the one who asks.</summary>
public sealed record PortalInfo
{
    /// <summary>What kind of portal answers, such as <c>WildixPbx sandbox</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The set of rules it enforces, such as <c>2020-02</c>.</summary>
    public required string RuleSet { get; init; }

    /// <summary>The time zone in which it counts days, an IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The currency of its prices, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Its clock, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Who the token belongs to.</summary>
    public required string User { get; init; }

    /// <summary>Partner or Manager.</summary>
    public required string Role { get; init; }
}

/// <summary>The key that activates a Virtual or Hardware PBX: it is entered on the box.</summary>
public sealed record PbxKey : IPbxReference
{
    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Its serial.</summary>
    public string? Serial { get; init; }

    /// <summary>The key. A secret: whoever has it can activate a box as this PBX.</summary>
    public required string Key { get; init; }

    /// <summary>The name of the PBX; never the key.</summary>
    public override string ToString() => Pbx;
}
