using System.Security;

namespace WildixPbx.Ssh;

/// <summary>What the engine offers over SSH. Its package is loaded at the first connection, never for the host keys alone.</summary>
public interface ISsh
{
    /// <summary>Logs in to a box.</summary>
    /// <exception cref="HostKeyException">The key that the box showed is not trusted; nothing was sent to it.</exception>
    /// <exception cref="AuthenticationException">The password or the key was not accepted (PasswordRefused, KeyRefused).</exception>
    /// <exception cref="ValidationException">The private key can't be read (KeyFileInvalid), or its passphrase is missing or wrong (PassphraseRefused).</exception>
    /// <exception cref="TransportException">The box can't be reached (HostUnreachable).</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    Task<ISshSession> ConnectAsync(SshSettings settings, CancellationToken stop);

    /// <summary>The key that a box shows, without logging in and without trusting it.</summary>
    /// <exception cref="TransportException">The box can't be reached (HostUnreachable).</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    Task<PbxHostKey> ShownKeyAsync(string host, int port, TimeSpan timeout, CancellationToken stop);

    /// <summary>A text as it may be shown: without the secrets that are known.</summary>
    string Shown(string text);

    /// <summary>The trusted host keys of a file in known_hosts format.</summary>
    IHostKeys HostKeys(string path);
}

/// <summary>A login on a box.</summary>
public interface ISshSession : IDisposable
{
    /// <summary>The key that the box showed and that is trusted.</summary>
    PbxHostKey HostKey { get; }

    /// <summary>Runs one command, without a terminal and without input.</summary>
    /// <param name="command">What the box's shell runs.</param>
    /// <param name="line">Hears of each line as it comes, on any thread, in order; secrets that were sent are out of it.</param>
    /// <param name="timeout">How long the command may take.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <param name="keepsSecrets">Leaves secrets in the lines, where one is what the command is run for.</param>
    /// <returns>The exit code; none where the box gave none, such as after a signal.</returns>
    /// <exception cref="TimeoutException">It took longer.</exception>
    /// <exception cref="TransportException">The box is gone (ConnectionLost).</exception>
    Task<int?> RunAsync(string command, Action<PbxCommandLine> line, TimeSpan timeout, CancellationToken stop, bool keepsSecrets = false);

    /// <summary>Opens a terminal; the prompts that it may show are data.</summary>
    /// <param name="promptsPath">A file with prompts of your own; none for those that come with the module.</param>
    /// <param name="stop">Ends the opening.</param>
    /// <exception cref="ValidationException">The file can't be read (PromptsInvalid).</exception>
    Task<ITerminal> OpenTerminalAsync(string? promptsPath, CancellationToken stop);
}

/// <summary>How to log in to a box.</summary>
public sealed record SshSettings
{
    /// <summary>The box's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The port: 2222 on Cloud PBXs, 22 elsewhere.</summary>
    public required int Port { get; init; }

    /// <summary>The account.</summary>
    public required string UserName { get; init; }

    /// <summary>The account's password, where it logs in with one.</summary>
    public SecureString? Password { get; init; }

    /// <summary>The file of a private key, where it logs in with one.</summary>
    public string? KeyPath { get; init; }

    /// <summary>The passphrase of that file.</summary>
    public SecureString? Passphrase { get; init; }

    /// <summary>The file of trusted host keys; none where only <see cref="HostKeyFingerprint"/> counts, and nothing is kept.</summary>
    public string? KnownHostsPath { get; init; }

    /// <summary>The SHA-256 fingerprint that the box must show, such as <c>SHA256:...</c>; a key of a box that is not known yet is then kept.</summary>
    public string? HostKeyFingerprint { get; init; }

    /// <summary>Trusts and keeps the key of a box that is not known yet. A key that changed is refused all the same.</summary>
    public bool AcceptNewHostKey { get; init; }

    /// <summary>How long connecting and logging in may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Account, host and port: a password is in nobody's interest here.</summary>
    public override string ToString() => FormattableString.Invariant($"{UserName}@{Host}:{Port}");
}
