using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Ssh;

namespace WildixPbx.Abstractions;

/// <summary>What cmdlets take that log in to PBXs over SSH: the login, the trust in host keys, the terminal's prompts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SshLoginCmdlet : InputsCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Port { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? UserName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? KeyPath { get; set; }

    [Parameter]
    public SecureString? Passphrase { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? HostKeyFingerprint { get; set; }

    [Parameter]
    public SwitchParameter AcceptNewHostKey { get; set; }

    [Parameter]
    public string? KnownHostsPath { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectTimeoutSec { get; set; } = 30;

    [Parameter]
    public string? PromptsPath { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    /// <summary>The file of a terminal's prompts; none for those that come with the module.</summary>
    private protected string? Prompts => KnownHostsFile.PromptsOf(this, PromptsPath, StatePath);

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        if (Credential is not null && MyInvocation.BoundParameters.ContainsKey(nameof(KeyPath)))
            throw new ValidationException("Validation", "-Credential and -KeyPath are given, and one login is wanted.", "Give one of them; -UserName goes with -KeyPath.") { Column = nameof(KeyPath) };
    }

    /// <summary>How a box is logged in to.</summary>
    private protected SshSettings SettingsOf(SshEndPoint end) => new SshLogin
    {
        Credential = Credential,
        UserName = RowReader.Text(UserName),
        KeyPath = RowReader.Text(KeyPath),
        Passphrase = Passphrase,
        HostKeyFingerprint = HostKeyFingerprint,
        AcceptNewHostKey = AcceptNewHostKey,
        KnownHostsPath = KnownHostsPath,
        StatePath = StatePath,
        TimeoutSec = ConnectTimeoutSec,
    }.For(this, end);
}
