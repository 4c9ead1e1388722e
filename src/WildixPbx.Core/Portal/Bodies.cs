namespace WildixPbx.Portal;

/// <summary>A change that may cost something.</summary>
public interface IPaidChange
{
    /// <summary>The same change, to be refused where it costs more than this, in the portal's currency.</summary>
    IPaidChange AtMost(decimal fee);
}

/// <summary>Creates a customer.</summary>
public sealed record NewCustomer
{
    /// <summary>The company's name.</summary>
    public required string Name { get; init; }

    /// <summary>Refuses a name that exists already, instead of answering with the customer that has it.</summary>
    public bool NoClobber { get; init; }
}

/// <summary>Renames a customer.</summary>
public sealed record CustomerUpdate
{
    /// <summary>The new name.</summary>
    public required string Name { get; init; }
}

/// <summary>Adds a contact to a customer. A contact with the same mail address is the same contact.</summary>
public sealed record NewContact
{
    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The mail address.</summary>
    public required string Email { get; init; }
}

/// <summary>Creates a PBX.</summary>
public sealed record NewPbx : IPaidChange
{
    /// <summary>The customer's id or name.</summary>
    public required string Customer { get; init; }

    /// <summary>The DNS label under <c>wildixin.com</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it runs on.</summary>
    public required Platform Platform { get; init; }

    /// <summary>The model, only to be checked: it follows from the platform.</summary>
    public string? Model { get; init; }

    /// <summary>The region; Cloud only.</summary>
    public string? Region { get; init; }

    /// <summary>The billing period.</summary>
    public required Term Term { get; init; }

    /// <summary>Per user or per service; per user unless said.</summary>
    public Licensing Licensing { get; init; } = Licensing.PerUser;

    /// <summary>The first licences, by profile.</summary>
    public LicenseCounts Licenses { get; init; } = [];

    /// <summary>The storage in GB; Cloud only, 10 unless said.</summary>
    public int? StorageGB { get; init; }

    /// <summary>The most that it may cost, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    IPaidChange IPaidChange.AtMost(decimal fee) => this with { MaximumFee = fee };
}

/// <summary>Sets licence counts of a PBX.</summary>
public sealed record LicenseUpdate : IPaidChange
{
    /// <summary>Absolute counts by profile; a profile that isn't named stays as it is.</summary>
    public required LicenseCounts Licenses { get; init; }

    /// <summary>The most that it may cost, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    IPaidChange IPaidChange.AtMost(decimal fee) => this with { MaximumFee = fee };
}

/// <summary>Changes the term of a PBX without licences in force, and gives it new ones in the same save.</summary>
public sealed record TermUpdate : IPaidChange
{
    /// <summary>The new term.</summary>
    public required Term Term { get; init; }

    /// <summary>Absolute counts by profile, for the new term; none leaves the PBX without licences.</summary>
    public LicenseCounts Licenses { get; init; } = [];

    /// <summary>The most that it may cost, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    IPaidChange IPaidChange.AtMost(decimal fee) => this with { MaximumFee = fee };
}

/// <summary>Increases the storage of a Cloud PBX, from the next 01:00 on.</summary>
public sealed record StorageUpdate : IPaidChange
{
    /// <summary>The new size in GB, absolute.</summary>
    public required int StorageGB { get; init; }

    /// <summary>The most that it may cost, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    IPaidChange IPaidChange.AtMost(decimal fee) => this with { MaximumFee = fee };
}

/// <summary>Opens or shuts port 2222 of a Cloud PBX.</summary>
public sealed record SshUpdate
{
    /// <summary>Whether it is to be open.</summary>
    public required bool Open { get; init; }

    /// <summary>After how many seconds from now the portal shuts it by itself; none leaves a deadline as it is, or opens it until it is shut.</summary>
    public long? DurationSeconds { get; init; }
}

/// <summary>Renames a PBX.</summary>
public sealed record PbxUpdate
{
    /// <summary>The new DNS label under <c>wildixin.com</c>.</summary>
    public required string Name { get; init; }
}

/// <summary>Moves a PBX to another customer.</summary>
public sealed record PbxMove
{
    /// <summary>The other customer's id or name.</summary>
    public required string Customer { get; init; }
}

/// <summary>Lets a PBX share the licences of another one over the WMS Network.</summary>
public sealed record SharingUpdate
{
    /// <summary>The server: id, serial or name of the PBX that has the licences.</summary>
    public required string Server { get; init; }
}

/// <summary>Buys hardware in the cart.</summary>
public sealed record NewHardwareOrder : IPaidChange
{
    /// <summary>The item code, such as <c>WPBX-HW</c>.</summary>
    public required string Item { get; init; }

    /// <summary>How many.</summary>
    public required int Quantity { get; init; }

    /// <summary>The most that they may cost together, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    IPaidChange IPaidChange.AtMost(decimal fee) => this with { MaximumFee = fee };
}

/// <summary>A Wildix manager's decision.</summary>
public sealed record Decision
{
    /// <summary>Approved or Denied.</summary>
    public required RequestState State { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}
