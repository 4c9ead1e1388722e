using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Ssh;

namespace WildixPbx.Commands;

/// <content>Serial and key, which no route tells: they are lines 17 and 18 of a file on the box, read over SSH where a login for that is given.</content>
public sealed partial class GetPbxInfoCommand
{
    // The place is Wildix's own, from an example of theirs; whoever logs in must be allowed to read it.
    const string ReadSerialAndKey = "sed -n 17,18p /rw2/etc/sf2";

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

    /// <summary>How the present input is logged in to; none where that was not asked for.</summary>
    SshSettings? SshSettings()
        => Ssh || SshCredential is not null || SshKeyPath is not null ? Login.For(this, SshEndPoint.Of(Identity, SshPort, nameof(SshPort), isOfRest: true)) : null;

    async Task<PbxInfo> WithSerialAsync(PbxInfo info, SshSettings settings)
    {
        var lines = new List<string>();
        using var session = await EngineHost.Engine.Ssh.ConnectAsync(settings, Stop);
        var code = await session.RunAsync(ReadSerialAndKey, line => PostToPipeline(() => { if (line.Source == LineSource.Output) lines.Add(line.Text); }), TimeSpan.FromSeconds(TimeoutSec), Stop, keepsSecrets: true);
        if (code != 0 || lines.Count == 0)
            return info with { Unavailable = [.. info.Unavailable, FormattableString.Invariant($"Serial: '{ReadSerialAndKey}' ended with exit code {code}.")] };
        var key = lines.Count > 1 ? RowReader.Text(lines[1]) : null;
        return info with { Serial = RowReader.Text(lines[0]) ?? info.Serial, Key = key is null ? null : SecretTextAttribute.Secure(key) };
    }
}
