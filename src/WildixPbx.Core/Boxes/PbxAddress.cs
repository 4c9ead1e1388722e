namespace WildixPbx.Boxes;

/// <summary>What an input says of where a PBX itself is, so that what is made of the input still reaches the same one. What is null is not said.</summary>
public sealed record PbxAddress
{
    /// <summary>The address of its REST interface.</summary>
    public Uri? Uri { get; init; }

    /// <summary>A name or address, with or without a port, as it was written.</summary>
    public string? HostName { get; init; }

    /// <summary>The port of SSH, as it was written.</summary>
    public string? SshPort { get; init; }

    /// <summary>The fingerprint of the host key that it must show over SSH.</summary>
    public string? HostKeyFingerprint { get; init; }
}
