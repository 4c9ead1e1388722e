namespace WildixPbx;

/// <summary>What a PBX says of itself.</summary>
public sealed record PbxInfo
{
    /// <summary>Its DNS label, or the host it was reached at.</summary>
    public required string Name { get; init; }

    /// <summary>The address it was reached at.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The WMS version; none where the answer holds none that can be read.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>What the answer holds for the WMS version, as it came; none where it holds nothing.</summary>
    public string? WmsVersionText { get; init; }

    /// <summary>The serial, where the answer or a login over SSH tells it.</summary>
    public string? Serial { get; init; }

    /// <summary>The PBX key that was entered on it, where a login over SSH tells it. A secret.</summary>
    public System.Security.SecureString? Key { get; init; }

    /// <summary>The licence, as the box tells it: names and values are the box's own.</summary>
    public IReadOnlyDictionary<string, object?>? License { get; init; }

    /// <summary>What it runs on, where the answers tell it in a word that is known.</summary>
    public Platform? Platform { get; init; }

    /// <summary>What the answers hold for the platform, as it came; none where they hold nothing.</summary>
    public string? PlatformText { get; init; }

    /// <summary>Per user or per service, where the answers tell it in a word that is known.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>What the answers hold for per user or per service, as it came; none where they hold nothing.</summary>
    public string? LicensingText { get; init; }

    /// <summary>The state of the licence in the box's own word, where the answer holds one.</summary>
    public string? LicenseState { get; init; }

    /// <summary>When it last renewed its licence, where the answer holds a moment that can be read.</summary>
    public DateTimeOffset? LastRenewal { get; init; }

    /// <summary>What the answer holds for the last renewal, as it came; none where it holds nothing.</summary>
    public string? LastRenewalText { get; init; }

    /// <summary>Whether the answer says that it never renewed: 0, the day that clocks begin with, or a word for it.</summary>
    public bool HasNeverRenewed { get; init; }

    /// <summary>The PBXs of its WMS Network.</summary>
    public IReadOnlyList<PbxNetworkMember>? Network { get; init; }

    /// <summary>The parts that the box did not tell, each with its reason.</summary>
    public IReadOnlyList<string> Unavailable { get; init; } = [];

    /// <summary>The SHA-256 fingerprint of its certificate.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>The answers as they came, by part.</summary>
    public IReadOnlyDictionary<string, object?> Raw { get; init; } = new Dictionary<string, object?>();

    /// <summary>The number of the input that asked for it, counted from 1.</summary>
    public int InputIndex { get; set; }

    /// <summary>The input itself, such as a row of a CSV.</summary>
    public object? InputObject { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A PBX of a WMS Network, as one of them lists it.</summary>
public sealed record PbxNetworkMember
{
    /// <summary>Its name, where the answer holds one.</summary>
    public string? Name { get; init; }

    /// <summary>Its serial, where the answer holds one.</summary>
    public string? Serial { get; init; }

    /// <summary>The record as it came.</summary>
    public required IReadOnlyDictionary<string, object?> Raw { get; init; }

    /// <summary>The name, or the serial.</summary>
    public override string ToString() => Name ?? Serial ?? "?";
}
