using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Ssh;

namespace WildixPbx;

/// <summary>What a command was given to log in to boxes with.</summary>
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

    /// <summary>The fingerprint that the box must show.</summary>
    public string? HostKeyFingerprint { get; init; }

    /// <summary>Whether the key of a box that is not known yet is trusted.</summary>
    public bool AcceptNewHostKey { get; init; }

    /// <summary>The file of trusted host keys.</summary>
    public required string KnownHosts { get; init; }

    /// <summary>Whether that file was named; a simulator's key is pinned by the object and kept nowhere else, since its port is another one's tomorrow.</summary>
    public bool IsFileGiven { get; init; }

    /// <summary>How long logging in may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How one box is logged in to.</summary>
    /// <exception cref="AuthenticationException">Nothing says how (LoginMissing).</exception>
    public SshSettings For(SshEndPoint end)
    {
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
            KeyPath = KeyPath,
            Passphrase = Passphrase,
            HostKeyFingerprint = HostKeyFingerprint ?? simulator?.SshHostKeyFingerprint,
            KnownHostsPath = simulator is not null && HostKeyFingerprint is null && !IsFileGiven ? null : KnownHosts,
            AcceptNewHostKey = AcceptNewHostKey,
            Timeout = Timeout,
        };
    }
}
