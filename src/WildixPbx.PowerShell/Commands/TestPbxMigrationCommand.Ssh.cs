using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Migrations;

namespace WildixPbx.Commands;

/// <content>What only the box itself knows: its database over SSH, and its version over REST, where a login for that is given.</content>
public sealed partial class TestPbxMigrationCommand
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BoxIdentityTransformation]
    public BoxIdentity? Box { get; set; }

    [Parameter]
    public SecureString? Token { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? CertificateFingerprint { get; set; }

    [Parameter]
    public SwitchParameter Ssh { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? SshCredential { get; set; }

    [Parameter]
    public string? SshUserName { get; set; }

    [Parameter]
    public string? SshKeyPath { get; set; }

    [Parameter]
    public SecureString? SshPassphrase { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? SshPort { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? HostKeyFingerprint { get; set; }

    [Parameter]
    public SwitchParameter AcceptNewHostKey { get; set; }

    [Parameter]
    public string? KnownHostsPath { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    bool ReadsSsh => Ssh || SshCredential is not null || SshKeyPath is not null;

    bool ReadsBox => ReadsSsh || Token is not null;

    /// <summary>The wish with a way to ask the box. Where the box is, is known only once the portal has told its name.</summary>
    MigrationWish WithBox(MigrationWish wish)
    {
        var portal = AsksPortal ? Portal : null;
        var given = MigrationBox.Said(portal, Box, _byHand.Contains(nameof(Box)), Identity?.Source);
        var (identity, port, login, certificate) = (Identity, SshPort, Login, RowReader.Text(CertificateFingerprint));
        return wish with
        {
            Ssh = ReadsSsh ? pbx => login.For(this, SshEndPoint.Of(Sure(pbx), port, nameof(SshPort))) : null,
            Rest = pbx => RestLogin.Of(Token is null ? Of(pbx) : Sure(pbx), Token, certificate, TimeSpan.FromSeconds(TimeoutSec)),
        };

        BoxIdentity Of(Pbx? pbx) => MigrationBox.Of(given, identity, pbx);
        BoxIdentity Sure(Pbx? pbx) => MigrationBox.Sure(portal, given, Of(pbx));
    }

    SshLogin Login => new()
    {
        Credential = SshCredential,
        UserName = SshUserName,
        KeyPath = SshKeyPath,
        Passphrase = SshPassphrase,
        HostKeyFingerprint = HostKeyFingerprint,
        AcceptNewHostKey = AcceptNewHostKey,
        KnownHostsPath = KnownHostsPath,
        TimeoutSec = TimeoutSec,
    };
}
