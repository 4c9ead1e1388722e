namespace WildixPbx;

/// <summary>Whether the SSH port of a Cloud PBX is open, as the portal lets it.</summary>
public record SshAccess : IPbxReference
{
    /// <summary>The port of SSH on Cloud PBXs. Source: the guide, "Enable SSH port on Cloud PBXs".</summary>
    public const int Port = 2222;

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
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Host and port.</summary>
    public override string ToString() => FormattableString.Invariant($"{HostName}:{Port}");
}
