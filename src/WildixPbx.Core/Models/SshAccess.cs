using System.Diagnostics.CodeAnalysis;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx;

/// <summary>Whether the SSH port of a Cloud PBX is open, as the portal lets it.</summary>
public record SshAccess : IPbxReference
{
    /// <summary>The port of SSH on Cloud PBXs. Source: the guide, "Enable SSH port on Cloud PBXs".</summary>
    public const int Port = 2222;

    /// <summary>The shortest time that the port can be opened for. Ours: the guide opens it until it is shut.</summary>
    public static readonly TimeSpan ShortestDuration = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that the port can be opened for. Ours as well.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromDays(366);

    /// <summary>No access yet.</summary>
    public SshAccess() { }

    /// <summary>The access to a PBX as it is at a moment.</summary>
    /// <param name="pbx">The PBX.</param>
    /// <param name="now">The portal's present moment, in its time zone; none where it isn't known, as it is after a change.</param>
    [SetsRequiredMembers]
    public SshAccess(Pbx pbx, DateTimeOffset? now)
    {
        Pbx = pbx.Name;
        PbxId = pbx.Id;
        Customer = pbx.Customer;
        HostName = pbx.Name + PbxName.Domain;
        IsOpen = now is { } moment ? pbx.IsSshOpen(moment) : pbx.SshOpenedOn is not null;
        if (!IsOpen) return;
        OpenedOn = pbx.SshOpenedOn;
        OpenUntil = pbx.SshOpenUntil;
        OpenFor = now - pbx.SshOpenedOn;
        if (now is not null) Findings = RuleCatalog.Check(new Proposal { Operation = RuleArea.Ssh, Subject = pbx.Name, Now = now.Value, Pbx = pbx, Platform = pbx.Platform });
    }

    /// <summary>Name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>Where SSH answers while it is open: <c>NAME.wildixin.com</c>, port 2222.</summary>
    public required string HostName { get; init; }

    /// <summary>Whether the port is open.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Since when it is open, UTC; none when it is shut.</summary>
    public DateTimeOffset? OpenedOn { get; init; }

    /// <summary>When the portal shuts it by itself, UTC; none where it stays open until it is shut.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>For how long it has been open; none when it is shut.</summary>
    public TimeSpan? OpenFor { get; init; }

    /// <summary>What the rules say of it, such as SshLeftOpen.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <summary>Host and port.</summary>
    public override string ToString() => FormattableString.Invariant($"{HostName}:{Port}");
}

/// <summary>Port 2222 of a PBX after it was opened or shut.</summary>
public sealed record SshChange : SshAccess, IChangeResult
{
    /// <summary>The access after the change, with what the portal says of the change.</summary>
    [SetsRequiredMembers]
    public SshChange(Change<Pbx> change) : base(change.Resource, now: null)
    {
        Changed = change.Changed;
        Findings = change.Findings;
    }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>Host and port.</summary>
    public override string ToString() => base.ToString();
}
