namespace WildixPbx.Runs;

/// <summary>What became of a step.</summary>
public enum RunEvent
{
    /// <summary>It is about to be done: from here on it may have taken place.</summary>
    Began,

    /// <summary>It took place.</summary>
    Done,

    /// <summary>A question that came up in it was answered.</summary>
    Answered,

    /// <summary>It was refused, and did not take place.</summary>
    Refused,

    /// <summary>It could not be done, or not to its end: what became of it is looked for before it is done again.</summary>
    Failed,
}

/// <summary>One line of a run's journal. It is on disk before what follows on it is done.</summary>
public sealed record RunEntry
{
    /// <summary>When, by the clock of the machine, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The step.</summary>
    public required string Step { get; init; }

    /// <summary>What became of it.</summary>
    public required RunEvent Event { get; init; }

    /// <summary>The idempotency key of the step's change.</summary>
    public string? Key { get; init; }

    /// <summary>The counts that the step's change sets.</summary>
    public LicenseCounts? Counts { get; init; }

    /// <summary>The tag of the state that the step's change was thought out on.</summary>
    public string? ETag { get; init; }

    /// <summary>The request that the step made or waits for.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the step cost.</summary>
    public Money? Fee { get; init; }

    /// <summary>From when it is in force, by the portal's clock.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>Until when a mistake must be told to the Area Manager.</summary>
    public DateTimeOffset? ReportMistakeBy { get; init; }

    /// <summary>Whether the answer was lost and the trail told what became of it.</summary>
    public bool? FromTrail { get; init; }

    /// <summary>The Cloud PBX that the step made, by its id.</summary>
    public string? TargetPbxId { get; init; }

    /// <summary>The name of that Cloud PBX.</summary>
    public string? TargetPbx { get; init; }

    /// <summary>Whether the Cloud PBX refused the old password before the data moved, so that taking it tells that they have; none where it could not be asked.</summary>
    public bool? LoginTells { get; init; }

    /// <summary>The choice of data that takes the place of the plan's from here on.</summary>
    public DataChoice? Data { get; init; }

    /// <summary>The group of data that was asked about.</summary>
    public string? Group { get; init; }

    /// <summary>Whether that group moves.</summary>
    public bool? Moves { get; init; }

    /// <summary>Whether the step was left out because somebody said so.</summary>
    public bool? Skipped { get; init; }

    /// <summary>In what state the old box was left, in words.</summary>
    public string? OldBox { get; init; }

    /// <summary>In what state the Cloud PBX was left, in words.</summary>
    public string? CloudBox { get; init; }

    /// <summary>What to do about a failure.</summary>
    public string? Action { get; init; }

    /// <summary>The id of a refusal or a failure.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What it said.</summary>
    public string? Error { get; init; }
}
