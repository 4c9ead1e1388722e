namespace WildixPbx;

/// <summary>A host key: what a box proves its identity with when somebody logs in over SSH.</summary>
public sealed record PbxHostKey
{
    /// <summary>The box's name or address, as it is connected to. In a list of a file: the name as the file has it, which may be hashed or a pattern.</summary>
    public required string HostName { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The kind of key, such as <c>ssh-ed25519</c>.</summary>
    public required string KeyType { get; init; }

    /// <summary>SHA-256 of the key, written as <c>ssh-keygen -l</c> writes it: <c>SHA256:</c> and Base64 without padding.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The public key itself, Base64.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Whether the file says that this key must never be trusted.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Whether it has a fingerprint, written with or without the prefix and the padding that ssh-keygen leaves out.</summary>
    public bool HasFingerprint(string fingerprint) => Bare(fingerprint) == Bare(Fingerprint);

    static string Bare(string fingerprint)
    {
        const string Prefix = "SHA256:";
        var text = fingerprint.Trim().TrimEnd('=');
        return text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text.Substring(Prefix.Length) : text;
    }

    /// <summary>Host, port and fingerprint.</summary>
    public override string ToString() => FormattableString.Invariant($"{HostName}:{Port} {KeyType} {Fingerprint}");
}
