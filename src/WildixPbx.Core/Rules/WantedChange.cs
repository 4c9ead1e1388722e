namespace WildixPbx.Rules;

/// <summary>The kinds of change that can be checked before they are made.</summary>
public enum ChangeOperation
{
    /// <summary>Create a PBX.</summary>
    Create,

    /// <summary>Change licence counts.</summary>
    Licenses,

    /// <summary>Change the term, with the counts of the same save.</summary>
    Term,

    /// <summary>Increase the storage.</summary>
    Storage,

    /// <summary>Open or shut port 2222.</summary>
    Ssh,

    /// <summary>Share the licences of another PBX.</summary>
    Sharing,

    /// <summary>Give a PBX another name.</summary>
    Rename,

    /// <summary>Move a PBX to another customer.</summary>
    Move,
}

/// <summary>A change as somebody wants it, before anything around it is known. What is null is not asked for.</summary>
public sealed record WantedChange
{
    /// <summary>The kind of change.</summary>
    public required ChangeOperation Operation { get; init; }

    /// <summary>The name of a new PBX, or the new name of one.</summary>
    public string? Name { get; init; }

    /// <summary>The customer of a new PBX, or the one that a PBX is moved to: id or name.</summary>
    public string? Customer { get; init; }

    /// <summary>The platform of a new PBX.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The model of a new PBX.</summary>
    public string? Model { get; init; }

    /// <summary>The region of a new PBX.</summary>
    public string? Region { get; init; }

    /// <summary>The term.</summary>
    public Term? Term { get; init; }

    /// <summary>How a new PBX is licensed.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>Absolute counts by profile.</summary>
    public LicenseCounts Counts { get; init; } = [];

    /// <summary>The size of the storage in GB.</summary>
    public int? StorageGB { get; init; }

    /// <summary>By how many GB the storage is to grow, where that is asked for instead of a size.</summary>
    public int? StorageIncreaseGB { get; init; }

    /// <summary>Whether port 2222 is to be open.</summary>
    public bool? SshOpen { get; init; }

    /// <summary>The most that it may cost, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    /// <summary>
    /// The size of the storage that a PBX would have. An increase is added to what is promised; where that is not known,
    /// to the 10 GB that every Cloud PBX has, which tells a size that is none from one that is.
    /// </summary>
    public int? StorageOf(PbxFacts? pbx)
        => StorageIncreaseGB is { } more ? (int)Math.Min(int.MaxValue, (long)(pbx?.PromisedStorageGB ?? Storage.DefaultGB) + more) : StorageGB;
}
