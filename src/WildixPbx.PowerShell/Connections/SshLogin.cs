using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Ssh;

namespace WildixPbx;

/// <summary>What a command was given to log in to boxes with, as it was given.</summary>
sealed record SshLogin
{
    /// <summary>The account of a PBX's terminal where none is given; ours, since Wildix names none.</summary>
    const string DefaultUserName = "admin";

    /// <summary>Account and password.</summary>
    public PSCredential? Credential { get; init; }

    /// <summary>The account, where a private key logs in.</summary>
    public string? UserName { get; init; }

    /// <summary>The file of a private key.</summary>
    public string? KeyPath { get; init; }

    /// <summary>Its passphrase.</summary>
    public SecureString? Passphrase { get; init; }

    /// <summary>The fingerprint that the box must show; a blank cell is none.</summary>
    public string? HostKeyFingerprint { get; init; }

    /// <summary>Whether the key of a box that is not known yet is trusted.</summary>
    public bool AcceptNewHostKey { get; init; }

    /// <summary>The file of trusted host keys; that of the state folder where none is named.</summary>
    public string? KnownHostsPath { get; init; }

    /// <summary>The state folder; the user's own where none is named.</summary>
    public string? StatePath { get; init; }

    /// <summary>How long logging in may take, in seconds.</summary>
    public required int TimeoutSec { get; init; }

    /// <summary>How one box is logged in to.</summary>
    /// <param name="cmdlet">The command, in whose present folder relative paths begin.</param>
    /// <param name="end">The box.</param>
    /// <exception cref="AuthenticationException">Nothing says how (LoginMissing).</exception>
    public SshSettings For(PSCmdlet cmdlet, SshEndPoint end)
    {
        var (keyPath, knownHosts) = (KeyPath is null ? null : cmdlet.GetUnresolvedProviderPathFromPSPath(KeyPath), KnownHostsFile.Of(cmdlet, KnownHostsPath, StatePath));
        var fingerprint = RowReader.Text(HostKeyFingerprint);
        var simulator = end.Simulator;
        var password = Credential?.Password ?? (KeyPath is null ? simulator?.AdminPassword : null);
        if (password is null && KeyPath is null)
            throw new AuthenticationException("LoginMissing", $"Nothing says how to log in to '{end.Name}'.", "Give a credential, or the path of a private key with its account.");
        return new SshSettings
        {
            Host = end.Host,
            Port = end.Port,
            UserName = Credential?.UserName ?? UserName ?? simulator?.SshUserName ?? DefaultUserName,
            Password = password,
            KeyPath = keyPath,
            Passphrase = Passphrase,
            HostKeyFingerprint = fingerprint ?? simulator?.SshHostKeyFingerprint,
            // A simulator's key is pinned by the object and kept nowhere else, since its port is another one's tomorrow.
            KnownHostsPath = simulator is not null && fingerprint is null && KnownHostsPath is null ? null : knownHosts,
            AcceptNewHostKey = AcceptNewHostKey,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
    }
}
