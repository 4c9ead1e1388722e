namespace WildixPbx;

/// <summary>What a run does.</summary>
public enum RunKind
{
    /// <summary>Changes the term of a PBX, in the guide's two saves.</summary>
    Term,

    /// <summary>Moves a PBX to the Cloud, in the guide's two steps.</summary>
    Migration,
}

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>At work, or interrupted: Resume-WmpRun goes on with it, and Resume-PbxMigration with a move to the Cloud.</summary>
    Running,

    /// <summary>Waits for a Wildix manager's decision, or for a Cloud PBX to become active.</summary>
    Waiting,

    /// <summary>Neither what was wanted nor what was before could be set: somebody has to look. Resuming tries again.</summary>
    NeedsAttention,

    /// <summary>All is as it was wanted.</summary>
    Completed,

    /// <summary>The request was denied or taken back; the term and what should have gone down are as before.</summary>
    Denied,

    /// <summary>The portal refused the last step; what was before is in force again.</summary>
    Reverted,

    /// <summary>The portal refused the first step; nothing has changed.</summary>
    Failed,

    /// <summary>Ended by hand, as it was then; what the portal had done of it was taken back.</summary>
    Stopped,
}

/// <summary>Work of several steps that outlives the shell. It belongs to one portal and is kept in the state folder until Remove-WmpRun.</summary>
public sealed record Run : IPbxReference, IRequestReference
{
    /// <summary>The run's id, <c>run_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required RunKind Kind { get; init; }

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

    /// <inheritdoc/>
    public required string PbxId { get; init; }

    /// <summary>Name of the PBX when it began.</summary>
    public required string Pbx { get; init; }

    /// <summary>Serial of the PBX when it began.</summary>
    public string? Serial { get; init; }

    /// <summary>Name of the customer when it began.</summary>
    public required string Customer { get; init; }

    /// <summary>The term before.</summary>
    public Term? PreviousTerm { get; init; }

    /// <summary>The term that is wanted.</summary>
    public Term? Term { get; init; }

    /// <summary>The counts in force when it began: they are put back where the new term is refused.</summary>
    public LicenseCounts PreviousLicenses { get; init; } = [];

    /// <summary>The counts that are wanted under the new term.</summary>
    public LicenseCounts RequestedLicenses { get; init; } = [];

    /// <summary>The most that it may cost, in the portal's currency; none for any fee.</summary>
    public decimal? MaximumFee { get; init; }

    /// <summary>
    /// What it cost, also to put the old licences back; while it is open what it will cost, by the prices of when it began.
    /// None where nothing was paid, or the portal's answer was lost.
    /// </summary>
    public Money? Fee { get; init; }

    /// <summary>The request that it waits for, or waited for.</summary>
    public string? RequestId { get; init; }

    /// <summary>Where that request stands, as the portal said last; none where it was not asked.</summary>
    public RequestState? RequestState { get; init; }

    /// <summary>
    /// Since when the PBX is without any licence because of the run, by the portal's clock; none where it has some. Where
    /// the portal was not asked, as this machine knows it.
    /// </summary>
    public DateTimeOffset? WithoutLicensesSince { get; init; }

    /// <summary>Whether the portal was asked how the run's request and PBX stand now.</summary>
    public bool PortalAsked { get; init; }

    /// <summary>Whether the PBX may be without licences and nobody knows: the run can have put them to zero since, and the portal was not asked.</summary>
    public bool MayBeWithoutLicenses => IsOpen && !PortalAsked && WithoutLicensesSince is null && PreviousTerm != Term && PreviousLicenses.Total > 0;

    /// <summary>From when the new term is in force.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>Until when a mistake must be told to the Area Manager.</summary>
    public DateTimeOffset? ReportMistakeBy { get; init; }

    /// <summary>The id of the last refusal.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What the last refusal said.</summary>
    public string? Error { get; init; }

    /// <summary>When it began, by the clock of the machine that began it, UTC.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>When its journal was last written, by the clock of the machine that wrote it, UTC.</summary>
    public required DateTimeOffset UpdatedOn { get; init; }

    /// <summary>Whether there is something left to do.</summary>
    public bool IsOpen => State is RunState.Running or RunState.Waiting or RunState.NeedsAttention;

    /// <summary>What it does, to follow its name, such as <c>moves PBX 'acme-hq' to the Cloud</c>.</summary>
    public string Doing { get; init; } = "";

    /// <summary>What stays undone where the run is removed before its end; empty when it has ended.</summary>
    public string Undone { get; init; } = "";

    /// <summary>What to do next; empty when it has ended.</summary>
    public string NextAction
    {
        get => field ?? NextOfTerm;
        init;
    }

    string NextOfTerm => this switch
    {
        { IsOpen: false } => "",
        { State: RunState.NeedsAttention } => $"Remove what stands against it ({ErrorId}). Then Resume-WmpRun {Id} puts {PreviousLicenses} back; the same Set-WmpTerm again tries {Term} first.",
        { State: RunState.Waiting, RequestState: null or WildixPbx.RequestState.Pending } => $"Resume-WmpRun {Id} once request {RequestId} is decided; with -Wait it waits for that.",
        _ => $"Resume-WmpRun {Id}",
    };

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
