namespace WildixPbx.Portal;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
public sealed record Page<T>
{
    /// <summary>The objects.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>What to ask for the next page with; none on the last.</summary>
    public string? NextCursor { get; init; }

    /// <summary>How many objects the whole list has, where that was asked for.</summary>
    public long? TotalCount { get; init; }
}

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Cursor">The cursor that the page before gave; none for the first.</param>
/// <param name="Limit">How many objects at most; none for the portal's own page size.</param>
/// <param name="Count">Whether the whole list is to be counted too.</param>
public readonly record struct PageRequest(string? Cursor = null, int? Limit = null, bool Count = false);

/// <summary>The answer to a change.</summary>
/// <typeparam name="T">What was changed.</typeparam>
public sealed record Change<T>
{
    /// <summary>The object after the change; as it would be after a dry run.</summary>
    public required T Resource { get; init; }

    /// <summary>Whether anything changed.</summary>
    public required bool Changed { get; init; }

    /// <summary>What it costs.</summary>
    public Money? Fee { get; init; }

    /// <summary>From when it is in force; none while it waits for approval.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>The request that waits for a Wildix manager, if there is one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Until when a mistake must be told to the Area Manager.</summary>
    public DateTimeOffset? ReportMistakeBy { get; init; }

    /// <summary>Advice and outcomes of the rules; in a dry run errors too.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>The licences of a PBX after a change, with what became of each profile.</summary>
public sealed record LicenseOutcome
{
    /// <summary>The PBX after the change.</summary>
    public required Pbx Pbx { get; init; }

    /// <summary>What became of each profile that was named.</summary>
    public required IReadOnlyList<ProfileOutcome> Profiles { get; init; }
}

/// <summary>What became of one profile's count.</summary>
public sealed record ProfileOutcome
{
    /// <summary>The profile, in the portal's spelling.</summary>
    public required string Profile { get; init; }

    /// <summary>The count in force before.</summary>
    public required int PreviousCount { get; init; }

    /// <summary>The count asked for.</summary>
    public required int RequestedCount { get; init; }

    /// <summary>The count in force now.</summary>
    public required int EffectiveCount { get; init; }

    /// <summary>Whether this profile changed, or a request was made for it.</summary>
    public required bool Changed { get; init; }

    /// <summary>What its increase costs.</summary>
    public Money? Fee { get; init; }

    /// <summary>From when the requested count is in force; none while it waits for approval.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>The request that waits for a Wildix manager, if there is one.</summary>
    public string? RequestId { get; init; }
}
