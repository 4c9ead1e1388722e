namespace WildixPbx;

/// <summary>A move of a PBX to the Cloud, and how far it is. It is a run: whatever interrupts it, Resume-PbxMigration goes on with it.</summary>
public sealed record PbxMigration : IPbxReference, IChangeResult
{
    /// <summary>The run's id, <c>run_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Which of the guide's two ways it goes.</summary>
    public required MigrationKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The step that it is at; the last one when it has ended.</summary>
    public required string Step { get; init; }

    /// <summary>How many steps are done.</summary>
    public required int StepsDone { get; init; }

    /// <summary>How many steps there are.</summary>
    public required int StepsTotal { get; init; }

    /// <summary>The portal that it is on.</summary>
    public required Uri Portal { get; init; }

    /// <summary>Name of the PBX when it began.</summary>
    public required string Pbx { get; init; }

    /// <summary>Id of the PBX that is moved.</summary>
    public required string PbxId { get; init; }

    /// <summary>Serial of the PBX when it began; by a subscription's move it becomes the Cloud PBX's.</summary>
    public string? Serial { get; init; }

    /// <summary>Name of the customer when it began.</summary>
    public required string Customer { get; init; }

    /// <summary>Name of the Cloud PBX; none where it is not made yet.</summary>
    public string? TargetPbx { get; init; }

    /// <summary>Id of the Cloud PBX.</summary>
    public string? TargetPbxId { get; init; }

    /// <summary>Serial of the Cloud PBX; for a subscription that of the PBX itself.</summary>
    public string? TargetSerial { get; init; }

    /// <summary>The engine of the database, as it was read or given.</summary>
    public string? DatabaseEngine { get; init; }

    /// <summary>The size of the database in bytes, as it was read or given.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>Which groups of data move; empty lists where each was asked about.</summary>
    public DataChoice Data { get; init; } = new();

    /// <summary>Where the old box is.</summary>
    public required string Box { get; init; }

    /// <summary>Where the Cloud PBX is.</summary>
    public required string TargetBox { get; init; }

    /// <summary>In what state the old box is, in words.</summary>
    public required string OldBox { get; init; }

    /// <summary>In what state the Cloud PBX is, in words.</summary>
    public required string CloudBox { get; init; }

    /// <summary>The file that holds all that the old box's terminal showed, without secrets.</summary>
    public required string Transcript { get; init; }

    /// <summary>The id of what it last failed with.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What that said.</summary>
    public string? Error { get; init; }

    /// <summary>When it began, by the clock of the machine that began it, UTC.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>When its journal was last written, by the clock of the machine that wrote it, UTC.</summary>
    public required DateTimeOffset UpdatedOn { get; init; }

    /// <summary>How long lies between both.</summary>
    public TimeSpan Elapsed => UpdatedOn - CreatedOn;

    /// <summary>Whether there is something left to do.</summary>
    public bool IsOpen => State is RunState.Running or RunState.Waiting or RunState.NeedsAttention;

    /// <summary>What to do next; empty when it has ended.</summary>
    public required string NextAction { get; init; }

    /// <summary>What the rules said of it when it began.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
