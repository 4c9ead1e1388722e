namespace WildixPbx;

/// <summary>What every change that a cmdlet made carries beside the object itself.</summary>
public interface IChangeResult
{
    /// <summary>Whether anything changed; false where it was already so.</summary>
    bool Changed { get; }

    /// <summary>The number of the input that asked for it, counted from 1 in the order of the pipeline.</summary>
    int InputIndex { get; set; }

    /// <summary>The input itself, such as a row of a CSV; none when the parameters were given by hand.</summary>
    object? InputObject { get; set; }
}

/// <summary>Something that may wait for a Wildix manager, so that it can be piped to the cmdlets of requests.</summary>
public interface IRequestReference
{
    /// <summary>The id of the request, <c>req_...</c>; none where no manager has to decide.</summary>
    string? RequestId { get; }
}

/// <summary>What became of one profile's count in a change of licences.</summary>
public sealed record LicenseChange : IPbxReference, IRequestReference, IChangeResult
{
    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>The profile.</summary>
    public required string Profile { get; init; }

    /// <summary>The count in force before.</summary>
    public required int PreviousCount { get; init; }

    /// <summary>The count asked for.</summary>
    public required int RequestedCount { get; init; }

    /// <summary>The count in force now; still the old one while a decrease waits for approval.</summary>
    public required int EffectiveCount { get; init; }

    /// <inheritdoc/>
    public required bool Changed { get; init; }

    /// <summary>What this profile's increase costs for the term; 0 for a decrease.</summary>
    public Money? Fee { get; init; }

    /// <summary>From when the requested count is in force; none while it waits for approval.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>The request that waits for a Wildix manager, if there is one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Advice and outcomes of the rules, for the whole change.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }
}

/// <summary>A customer that was created or changed.</summary>
public sealed record CustomerChange : Customer, IChangeResult
{
    /// <summary>The customer after the change.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public CustomerChange(Customer customer) : base(customer) { }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A contact that was added.</summary>
public sealed record ContactChange : Contact, IChangeResult
{
    /// <summary>The contact after the change.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public ContactChange(Contact contact) : base(contact) { }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>The name with the mail address.</summary>
    public override string ToString() => base.ToString();
}

/// <summary>Hardware that was bought.</summary>
public sealed record HardwareOrderChange : HardwareOrder, IChangeResult
{
    /// <summary>The order.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public HardwareOrderChange(HardwareOrder order) : base(order) { }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <summary>What it costs.</summary>
    public Money? Fee { get; init; }

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>Quantity and item.</summary>
    public override string ToString() => base.ToString();
}

/// <summary>A request that was decided or withdrawn.</summary>
public sealed record RequestChange : ApprovalRequest, IChangeResult
{
    /// <summary>The request after the change.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public RequestChange(ApprovalRequest request) : base(request) { }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
