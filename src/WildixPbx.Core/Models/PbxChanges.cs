using WildixPbx.Boxes;

namespace WildixPbx;

/// <summary>A user of a PBX who was given a licence type.</summary>
public sealed record PbxUserLicenseChange : IChangeResult
{
    /// <summary>The id in the box's database.</summary>
    public required string UserId { get; init; }

    /// <summary>The name.</summary>
    public string? UserName { get; init; }

    /// <summary>The extension.</summary>
    public string? Extension { get; init; }

    /// <summary>The host of the user's home PBX.</summary>
    public string? HomePbx { get; init; }

    /// <summary>The address of the PBX that was changed.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The licence type before.</summary>
    public string? PreviousLicenseType { get; init; }

    /// <summary>The licence type now, in the box's words.</summary>
    public required string LicenseType { get; init; }

    /// <summary>The licence profile that the type is sold as; none for a type that is not known.</summary>
    public string? Profile => Boxes.LicenseType.ProfileOf(LicenseType);

    /// <inheritdoc/>
    public required bool Changed { get; init; }

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }
}

/// <summary>A PBX that was looked at for an upgrade, or upgraded.</summary>
public sealed record PbxUpgrade : IChangeResult
{
    /// <summary>Its DNS label, or the host it was reached at.</summary>
    public required string Name { get; init; }

    /// <summary>The address it was reached at.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The WMS version before; none where it can't be read.</summary>
    public WmsVersion? PreviousVersion { get; init; }

    /// <summary>The WMS version now; none where it can't be read.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>The newer version that the PBX found, in its words.</summary>
    public string? AvailableVersion { get; init; }

    /// <summary>How far the upgrade is.</summary>
    public UpgradeStage Stage { get; init; }

    /// <summary>What the PBX says of it.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it was restarted.</summary>
    public bool Rebooted { get; init; }

    /// <inheritdoc/>
    public required bool Changed { get; init; }

    /// <summary>The last answer about the upgrade as it came.</summary>
    public IReadOnlyDictionary<string, object?> Raw { get; init; } = new Dictionary<string, object?>();

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }
}

/// <summary>Licences of one profile in one WMS Network: bought against assigned.</summary>
public sealed record PbxLicenseComparison
{
    /// <summary>The names of the network's PBXs, the first of which stands for it.</summary>
    public required IReadOnlyList<string> Pbxs { get; init; }

    /// <summary>The name of the first PBX.</summary>
    public string Network => Pbxs[0];

    /// <summary>What <see cref="Profile"/> is for users without a licence type.</summary>
    public const string NoLicense = "none";

    /// <summary>The profile; a licence type of the box where it is sold as none that is known; none for users without a type.</summary>
    public required string Profile { get; init; }

    /// <summary>How many are bought; none where that is known of no PBX of the network, or the licence type is sold as no profile that is known.</summary>
    public int? Bought { get; init; }

    /// <summary>How many users have it, each once.</summary>
    public required int Assigned { get; init; }

    /// <summary>How many are bought and not assigned; below 0 where too many are.</summary>
    public int? Free => Bought - Assigned;

    /// <summary>The PBXs of the network of which nothing says what was bought; nothing is judged then.</summary>
    public IReadOnlyList<string> UnknownPbxs { get; init; } = [];

    /// <summary>What the rules say of it.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;
}
