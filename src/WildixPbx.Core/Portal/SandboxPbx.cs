using System.Security;

namespace WildixPbx.Portal;

/// <summary>
/// The simulator of a PBX, as a sandbox has brought it up. Cmdlets that work on a PBX itself take it as -Identity: it
/// brings its address, its certificate's fingerprint and a login.
/// </summary>
public sealed class SandboxPbx : IPbxReference
{
    /// <summary>A simulator that is up.</summary>
    /// <param name="box">What the sandbox tells of it.</param>
    /// <param name="secure">Makes a secret of a text.</param>
    public SandboxPbx(SandboxBox box, Func<string, SecureString> secure)
    {
        (Pbx, PbxId, Uri, CertificateFingerprint) = (box.Pbx, box.PbxId, box.Uri, box.CertificateFingerprint);
        (Token, CompanyKey, AdminPassword) = (secure(box.Token), secure(box.CompanyKey), secure(box.AdminPassword));
        (S2SApplicationId, S2SApplicationName, S2SSecret) = (box.S2SApplicationId, box.S2SApplicationName, secure(box.S2SSecret));
        (RootPassword, SshPort, SshUserName, SshHostKeyFingerprint, SshFolder) = (secure(box.RootPassword), box.SshPort, box.SshUserName, box.SshHostKeyFingerprint, box.SshFolder);
        (Behaviors, AvailableVersion, DatabasePath) = (box.Behaviors, box.AvailableVersion, box.DatabasePath);
    }

    /// <summary>The name of the PBX.</summary>
    public string Pbx { get; }

    /// <inheritdoc/>
    public string PbxId { get; }

    /// <summary>Where it listens; always an address of this machine.</summary>
    public Uri Uri { get; }

    /// <summary>The SHA-256 fingerprint of its certificate.</summary>
    public string CertificateFingerprint { get; }

    /// <summary>A simple token of its admin, good on this box only.</summary>
    public SecureString Token { get; }

    /// <summary>The company key, good on every box of the sandbox with WMS 7.09 or later.</summary>
    public SecureString CompanyKey { get; }

    /// <summary>The id of its S2S application.</summary>
    public string S2SApplicationId { get; }

    /// <summary>The name of its S2S application.</summary>
    public string S2SApplicationName { get; }

    /// <summary>The secret of its S2S application.</summary>
    public SecureString S2SSecret { get; }

    /// <summary>The password of its user admin, and of its SSH account, as the box was made. Set-PbxAdminPassword changes it on the box, not here.</summary>
    public SecureString AdminPassword { get; }

    /// <summary>The password that <c>su - wildix</c> asks for in its terminal.</summary>
    public SecureString RootPassword { get; }

    /// <summary>The port of its SSH server, on this machine; none where it has none.</summary>
    public int? SshPort { get; }

    /// <summary>The account of its SSH server.</summary>
    public string? SshUserName { get; }

    /// <summary>The SHA-256 fingerprint of its SSH host key.</summary>
    public string? SshHostKeyFingerprint { get; }

    /// <summary>The folder of its files: authorized_keys and the server's log are under <c>ssh</c>, its settings under <c>rw2/etc</c>.</summary>
    public string? SshFolder { get; }

    /// <summary>The file of its database, one of SQLite, to look at what a move to the Cloud has brought.</summary>
    public string? DatabasePath { get; }

    /// <summary>How it misbehaves.</summary>
    public IReadOnlyList<BoxBehavior> Behaviors { get; }

    /// <summary>The newer WMS version that an upgrade finds; none where it finds none.</summary>
    public WmsVersion? AvailableVersion { get; }

    /// <summary>Name and address.</summary>
    public override string ToString() => $"{Pbx} at {Uri}";
}
