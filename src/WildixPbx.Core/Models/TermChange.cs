namespace WildixPbx;

/// <summary>What became of a change of term. Until its request is approved, what is asked for and what is in force are apart.</summary>
public sealed record TermChange : IPbxReference, IRequestReference, IChangeResult
{
    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>The term before.</summary>
    public required Term PreviousTerm { get; init; }

    /// <summary>The term asked for.</summary>
    public required Term Term { get; init; }

    /// <summary>The term in force now.</summary>
    public required Term EffectiveTerm { get; init; }

    /// <summary>The counts before.</summary>
    public required LicenseCounts PreviousLicenses { get; init; }

    /// <summary>The counts asked for under the new term.</summary>
    public required LicenseCounts RequestedLicenses { get; init; }

    /// <summary>The counts in force now.</summary>
    public required LicenseCounts EffectiveLicenses { get; init; }

    /// <inheritdoc/>
    public required bool Changed { get; init; }

    /// <summary>Where the run stands: Waiting for a Wildix manager, or Completed.</summary>
    public required RunState State { get; init; }

    /// <summary>What it costs; while it waits, by the prices of when it began. None where the portal's answer was lost.</summary>
    public Money? Fee { get; init; }

    /// <summary>From when the new term is in force; none while it waits.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>The request to set the counts to zero.</summary>
    public string? RequestId { get; init; }

    /// <summary>The run that carries the change; none where nothing had to be done.</summary>
    public string? RunId { get; init; }

    /// <summary>What to do next; empty where nothing is left.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>Until when a mistake must be told to the Area Manager.</summary>
    public DateTimeOffset? ReportMistakeBy { get; init; }

    /// <summary>Advice and outcomes of the rules.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }
}
