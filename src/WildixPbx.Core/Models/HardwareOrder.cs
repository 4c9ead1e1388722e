namespace WildixPbx;

/// <summary>Hardware bought in the portal's cart. Each unit serves for one Hardware PBX.</summary>
public record HardwareOrder
{
    /// <summary>The cart's item code of a PBX box.</summary>
    public const string PbxItem = "WPBX-HW";

    /// <summary>The portal's id, <c>ord_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The item code, such as <c>WPBX-HW</c>.</summary>
    public required string Item { get; init; }

    /// <summary>How many were bought.</summary>
    public required int Quantity { get; init; }

    /// <summary>How many of them have become a PBX.</summary>
    public int Used { get; init; }

    /// <summary>How many are left.</summary>
    public int Unused => Quantity - Used;

    /// <summary>What they cost together.</summary>
    public required Money Price { get; init; }

    /// <summary>When they were bought, UTC.</summary>
    public required DateTimeOffset OrderedOn { get; init; }

    /// <summary>The state's tag.</summary>
    public string? ETag { get; init; }

    /// <summary>Quantity and item.</summary>
    public override string ToString() => $"{Quantity} x {Item}";
}
