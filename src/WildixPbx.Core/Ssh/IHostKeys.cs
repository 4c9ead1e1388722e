namespace WildixPbx.Ssh;

/// <summary>The host keys that one file trusts, in OpenSSH's known_hosts format. Hashed names in it are understood.</summary>
public interface IHostKeys
{
    /// <summary>Where the file is.</summary>
    string Path { get; }

    /// <summary>Every key in the file, in its order. Lines that are no keys are passed over.</summary>
    /// <exception cref="ValidationException">The file can't be read (KnownHostsUnreadable).</exception>
    IReadOnlyList<PbxHostKey> All();

    /// <summary>The keys under the name of one box.</summary>
    /// <exception cref="ValidationException">The file can't be read (KnownHostsUnreadable).</exception>
    IReadOnlyList<PbxHostKey> Of(string host, int port);

    /// <summary>Trusts a key from now on. The file and its folder are made where they are missing, for this user alone.</summary>
    /// <returns>Whether it is new; false where the file has it already.</returns>
    /// <exception cref="HostKeyException">The file has another key of this box (HostKeyChanged), or revokes this one (HostKeyRevoked).</exception>
    /// <exception cref="ValidationException">The file can't be written (KnownHostsUnwritable).</exception>
    bool Add(PbxHostKey key);

    /// <summary>Forgets every key under the name of one box. A line for several boxes by pattern is left alone.</summary>
    /// <returns>The keys that were removed.</returns>
    /// <exception cref="ValidationException">The file can't be written (KnownHostsUnwritable).</exception>
    IReadOnlyList<PbxHostKey> Remove(string host, int port);
}
