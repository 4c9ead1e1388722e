namespace WildixPbx;

/// <summary>A user of a PBX.</summary>
public sealed record PbxUser
{
    /// <summary>The id in the box's database, which is not the extension.</summary>
    public required string UserId { get; init; }

    /// <summary>The name.</summary>
    public string? UserName { get; init; }

    /// <summary>The extension.</summary>
    public string? Extension { get; init; }

    /// <summary>The licence type in the box's words: basic, essential, business, premium, wizyconf.</summary>
    public string? LicenseType { get; init; }

    /// <summary>The licence profile that the type is sold as; none for a type that is not known.</summary>
    public string? Profile => Boxes.LicenseType.ProfileOf(LicenseType);

    /// <summary>The host of the user's home PBX; a PBX lists the users of its whole WMS Network.</summary>
    public string? HomePbx { get; init; }

    /// <summary>The mail address, where it was asked for.</summary>
    public string? Email { get; init; }

    /// <summary>The address of the PBX that was asked.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Extension and name.</summary>
    public override string ToString() => $"{Extension} {UserName}".Trim();
}
