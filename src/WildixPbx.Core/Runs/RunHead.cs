namespace WildixPbx.Runs;

/// <summary>What is known of a run before its first call. It is on disk by then and never changes; the journal says the rest.</summary>
public sealed record RunHead
{
    /// <summary>The run's id, <c>run_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>The portal that it is on.</summary>
    public required Uri Portal { get; init; }

    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Serial of the PBX.</summary>
    public string? Serial { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>What is wanted; for a change of term.</summary>
    public TermWish? Term { get; init; }

    /// <summary>What is wanted; for a move to the Cloud.</summary>
    public MigrationPlan? Migration { get; init; }
}

/// <summary>A change of term as it was agreed to, with what was in force before.</summary>
public sealed record TermWish
{
    /// <summary>The term that is wanted.</summary>
    public required Term Term { get; init; }

    /// <summary>The counts that are wanted.</summary>
    public required LicenseCounts Licenses { get; init; }

    /// <summary>The term in force before.</summary>
    public required Term PreviousTerm { get; init; }

    /// <summary>The counts in force before.</summary>
    public required LicenseCounts PreviousLicenses { get; init; }

    /// <summary>The tag of the state in which they were in force: the first save is refused where somebody was faster.</summary>
    public string? ETag { get; init; }

    /// <summary>The most that it may cost, in the portal's currency.</summary>
    public decimal? MaximumFee { get; init; }

    /// <summary>What it would cost by the prices of when it began.</summary>
    public Money? QuotedFee { get; init; }

    /// <summary>Whether licences have to go to zero first. Source: the guide, which changes a term in two saves.</summary>
    public bool NeedsZeroing => PreviousTerm != Term && PreviousLicenses.Total > 0;

    /// <summary>The counts of the first save: every profile that is in force, at 0.</summary>
    public LicenseCounts Zeros() => new(PreviousLicenses.Select(count => new KeyValuePair<string, int>(count.Key, 0)));
}
