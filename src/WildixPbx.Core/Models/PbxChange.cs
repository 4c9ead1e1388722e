using System.Diagnostics.CodeAnalysis;
using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>A PBX that was created or changed.</summary>
public record PbxChange : Pbx, IRequestReference, IChangeResult
{
    /// <summary>The PBX after the change, with what the portal says of the change.</summary>
    [SetsRequiredMembers]
    public PbxChange(Change<Pbx> change) : base(change.Resource)
    {
        Changed = change.Changed;
        Fee = change.Fee;
        EffectiveOn = change.EffectiveOn;
        RequestId = change.RequestId;
        ReportMistakeBy = change.ReportMistakeBy;
        Findings = change.Findings;
    }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <summary>What the change costs: once, for the whole term.</summary>
    public Money? Fee { get; init; }

    /// <summary>From when it is in force.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>The request that waits for a Wildix manager, if there is one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Until when a mistake must be told to the Area Manager.</summary>
    public DateTimeOffset? ReportMistakeBy { get; init; }

    /// <summary>Advice and outcomes of the rules.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}

/// <summary>A PBX whose storage was increased; its view shows both sizes.</summary>
public sealed record StorageChange : PbxChange
{
    /// <summary>The PBX after the change, with what the portal says of the change.</summary>
    [SetsRequiredMembers]
    public StorageChange(Change<Pbx> change) : base(change) { }
}

/// <summary>A PBX that was moved to another customer; its view shows the customer.</summary>
public sealed record CustomerMove : PbxChange
{
    /// <summary>The PBX after the change, with what the portal says of the change.</summary>
    [SetsRequiredMembers]
    public CustomerMove(Change<Pbx> change) : base(change) { }
}

/// <summary>A PBX on which WMS Network was enabled or disabled; its view shows which.</summary>
public sealed record NetworkChange : PbxChange
{
    /// <summary>The PBX after the change, with what the portal says of the change.</summary>
    [SetsRequiredMembers]
    public NetworkChange(Change<Pbx> change) : base(change) { }
}

/// <summary>A PBX of a sandbox whose box was changed; its view shows what the box tells the portal.</summary>
public sealed record SandboxPbxChange : PbxChange
{
    /// <summary>The PBX after the change, with what the portal says of the change.</summary>
    [SetsRequiredMembers]
    public SandboxPbxChange(Change<Pbx> change) : base(change) { }
}
