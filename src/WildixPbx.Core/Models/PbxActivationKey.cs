using System.Security;

namespace WildixPbx;

/// <summary>The key that activates a Virtual or Hardware PBX, kept from view.</summary>
public sealed record PbxActivationKey : IPbxReference
{
    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Its serial.</summary>
    public string? Serial { get; init; }

    /// <summary>The key.</summary>
    public required SecureString Key { get; init; }

    /// <summary>The name of the PBX; never the key.</summary>
    public override string ToString() => Pbx;
}
