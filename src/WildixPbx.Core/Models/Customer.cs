namespace WildixPbx;

/// <summary>A customer of the partner: the owner of PBXs.</summary>
public record Customer
{
    /// <summary>The portal's id, <c>cus_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The company's name; no two customers of a partner have the same, in any case.</summary>
    public required string Name { get; init; }

    /// <summary>How many contacts it has. Without one no PBX can be created.</summary>
    public int ContactCount { get; init; }

    /// <summary>How many PBXs it has.</summary>
    public int PbxCount { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>The state's tag: a change that carries it is refused when somebody else was faster.</summary>
    public string? ETag { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A person at a customer's.</summary>
public record Contact
{
    /// <summary>The portal's id, <c>con_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The customer's id, <c>cus_...</c>.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The customer's name.</summary>
    public required string Customer { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The mail address; no two contacts of a customer have the same, in any case.</summary>
    public required string Email { get; init; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>The state's tag.</summary>
    public string? ETag { get; init; }

    /// <summary>The name with the mail address.</summary>
    public override string ToString() => $"{Name} <{Email}>";
}
