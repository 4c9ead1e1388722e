using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;

namespace WildixPbx.Commands;

/// <content>The test from the PBXs themselves, over SSH.</content>
public sealed partial class TestWmpLicenseServerCommand
{
    const int DefaultThrottle = 16, MaximumThrottle = 256;
    const string OnBox = "FromBox";

    static readonly BoxIdentityTransformationAttribute OfBox = new();

    RowThrottle? _boxes;

    [Parameter(ParameterSetName = OnBox, Mandatory = true)]
    public SwitchParameter FromBox { get; set; }

    [Parameter(ParameterSetName = OnBox)]
    [Credential]
    public PSCredential? SshCredential { get; set; }

    [Parameter(ParameterSetName = OnBox)]
    public string? SshUserName { get; set; }

    [Parameter(ParameterSetName = OnBox)]
    public string? SshKeyPath { get; set; }

    [Parameter(ParameterSetName = OnBox)]
    public SecureString? SshPassphrase { get; set; }

    [Parameter(ParameterSetName = OnBox, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? SshPort { get; set; }

    [Parameter(ParameterSetName = OnBox, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? HostKeyFingerprint { get; set; }

    [Parameter(ParameterSetName = OnBox)]
    public SwitchParameter AcceptNewHostKey { get; set; }

    [Parameter(ParameterSetName = OnBox)]
    public string? KnownHostsPath { get; set; }

    [Parameter(ParameterSetName = OnBox)]
    [ValidateRange(1, 3600)]
    public int ConnectTimeoutSec { get; set; } = 30;

    [Parameter(ParameterSetName = OnBox)]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    /// <summary>Whether there is nobody to ask for the version of the present input; then either server may be the one.</summary>
    bool IsKnownByBoxAlone => FromBox && (Connection is null || (Identity!.Source is null ? new BoxIdentity(Identity.Text, null).HasAddress : Identity.Text is null));

    /// <summary>Tests from the present input's box as soon as there is room. A box that can't be logged in to is one error, and holds up no other.</summary>
    async Task StartOnBoxAsync(IReadOnlyList<string> servers)
    {
        var (index, given) = (_inputs, Identity!.Given);
        SshEndPoint end;
        Ssh.SshSettings settings;
        try
        {
            end = SshEndPoint.Of((BoxIdentity)OfBox.Transform(null!, given), SshPort, nameof(SshPort));
            settings = Login.For(this, end);
        }
        catch (WildixPbxException)
        {
            _refused++;
            throw;
        }

        _boxes ??= new RowThrottle(ThrottleLimit);
        await _boxes.StartAsync("box", FormattableString.Invariant($"{end.Host}:{end.Port}"), async () =>
        {
            try
            {
                var clock = Stopwatch.StartNew();
                using var session = await EngineHost.Engine.Ssh.ConnectAsync(settings, Stop);
                WriteVerbose(FormattableString.Invariant($"{end.Name}: logged in to {settings} in {clock.ElapsedMilliseconds} ms, host key {session.HostKey.Fingerprint}"));
                foreach (var server in servers) Take(server, await EngineHost.Engine.LicenseServers.TestFromAsync(session, end.Name, server, Port, Timeout, Stop));
            }
            catch (WildixPbxException e)
            {
                _refused++;
                if (MyInvocation.ExpectingInput) (e.InputIndex, e.InputObject) = (e.InputIndex ?? index, e.InputObject ?? given);
                WriteError(e, given);
            }
        });
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
        TimeoutSec = ConnectTimeoutSec,
    };

    Task EndOnBoxesAsync() => _boxes?.EndAsync() ?? Task.CompletedTask;

    private protected override async Task AbandonAsync()
    {
        CancelWork();
        if (_boxes is not null) await _boxes.AbandonAsync();
    }
}
