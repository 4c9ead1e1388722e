using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Ssh;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that log in to PBXs over SSH: the login, the trust in host keys, the terminal's prompts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SshCmdlet : BoxRowsCmdlet
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

    /// <summary>Where the present input is logged in to.</summary>
    private protected SshEndPoint EndPoint() => SshEndPoint.Of(Identity, Port);

    /// <summary>Works on the present input's box as soon as there is room; work on one box is done in the order of the input.</summary>
    /// <param name="end">The box.</param>
    /// <param name="work">The work; an error of ours becomes one record, and the next input comes.</param>
    private protected async Task StartAsync(SshEndPoint end, Func<ISshSession, SshInput, Task> work)
    {
        var settings = SettingsOf(end);
        var input = new SshInput(end.Name, InputIndex, Input);
        await StartRowAsync(FormattableString.Invariant($"{end.Host}:{end.Port}"), async () =>
        {
            var clock = Stopwatch.StartNew();
            using var session = await EngineHost.Engine.Ssh.ConnectAsync(settings, Stop);
            WriteVerbose(FormattableString.Invariant($"{input.Pbx}: logged in to {settings} in {clock.ElapsedMilliseconds} ms, host key {session.HostKey.Fingerprint}"));
            await work(session, input);
        });
    }

    SshSettings SettingsOf(SshEndPoint end) => new SshLogin
    {
        Credential = Credential,
        UserName = RowReader.Text(UserName),
        KeyPath = RowReader.Text(KeyPath) is { } path ? GetUnresolvedProviderPathFromPSPath(path) : null,
        Passphrase = Passphrase,
        HostKeyFingerprint = RowReader.Text(HostKeyFingerprint),
        AcceptNewHostKey = AcceptNewHostKey,
        KnownHosts = KnownHostsFile.Of(this, KnownHostsPath, StatePath),
        IsFileGiven = KnownHostsPath is not null,
        Timeout = TimeSpan.FromSeconds(ConnectTimeoutSec),
    }.For(end);
}

/// <summary>An input that is worked on.</summary>
/// <param name="Pbx">What the PBX is called.</param>
/// <param name="Index">The number of the input, from 1.</param>
/// <param name="Input">The input, where it came down the pipeline.</param>
sealed record SshInput(string Pbx, int Index, object? Input);
