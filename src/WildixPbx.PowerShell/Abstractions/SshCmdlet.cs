using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Ssh;

namespace WildixPbx.Abstractions;

/// <summary>
/// The base of cmdlets that log in to PBXs over SSH. Each input is one PBX; many are worked on side by side, and one that
/// hangs or fails is one typed error that holds up no other.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SshCmdlet : ContextCmdlet
{
    const int DefaultThrottle = 16, MaximumThrottle = 256;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [BoxIdentityTransformation]
    public BoxIdentity? Identity { get; set; }

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

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    RowThrottle? _rows;
    RowProgress? _progress;
    RowColumns? _columns;
    int _index;

    private protected override object? Topic => Identity?.Given;

    /// <summary>The number of the present input, from 1.</summary>
    private protected int InputIndex => _index;

    /// <summary>The input as it came down the pipeline; none where the parameters were given by hand.</summary>
    private protected object? Input => MyInvocation.ExpectingInput ? Identity?.Given : null;

    /// <summary>The file of a terminal's prompts; none for those that come with the module.</summary>
    private protected string? Prompts => KnownHostsFile.PromptsOf(this, PromptsPath, StatePath);

    /// <summary>Reads one input and hands its work to StartAsync.</summary>
    private protected abstract Task ProcessBoxAsync();

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        if (Credential is not null && MyInvocation.BoundParameters.ContainsKey(nameof(KeyPath)))
            throw new ValidationException("Validation", "-Credential and -KeyPath are given, and one login is wanted.", "Give one of them; -UserName goes with -KeyPath.") { Column = nameof(KeyPath) };
        _rows = new RowThrottle(ThrottleLimit);
        _progress = new RowProgress(MyInvocation.MyCommand.Name);
        _columns = new RowColumns(this, [.. MyInvocation.BoundParameters.Keys]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        _index++;
        _progress!.Show(this, _index);
        try
        {
            if (Input is PSObject row) _columns!.Check(row);
            await ProcessBoxAsync();
        }
        catch (WildixPbxException e) { WriteBoxError(e, _index, Identity?.Given); }
        catch { await AbandonAsync(); throw; }
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync()
    {
        try { await _rows!.EndAsync(); }
        catch (WildixPbxException) { throw; }
        catch { await AbandonAsync(); throw; }
        _progress!.End(this);
    }

    /// <summary>Where the present input is logged in to.</summary>
    private protected SshEndPoint EndPoint() => SshEndPoint.Of(Identity, Port);

    /// <summary>Works on the present input's box as soon as there is room; work on one box is done in the order of the input.</summary>
    /// <param name="end">The box.</param>
    /// <param name="work">The work; an error of ours becomes one record, and the next input comes.</param>
    private protected async Task StartAsync(SshEndPoint end, Func<ISshSession, SshInput, Task> work)
    {
        var settings = SettingsOf(end);
        var (given, input) = (Identity?.Given, new SshInput(end.Name, _index, Input));
        await _rows!.StartAsync("box", FormattableString.Invariant($"{end.Host}:{end.Port}"), async () =>
        {
            try
            {
                var clock = Stopwatch.StartNew();
                using var session = await EngineHost.Engine.Ssh.ConnectAsync(settings, Stop);
                WriteVerbose(FormattableString.Invariant($"{input.Pbx}: logged in to {settings} in {clock.ElapsedMilliseconds} ms, host key {session.HostKey.Fingerprint}"));
                await work(session, input);
                _progress!.Done();
            }
            catch (WildixPbxException e) { WriteBoxError(e, input.Index, given); }
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

    private protected override async Task AbandonAsync()
    {
        CancelWork();
        if (_rows is not null) await _rows.AbandonAsync();
    }

    /// <summary>Writes the error of an input.</summary>
    private protected void WriteBoxError(WildixPbxException exception, int index, object? given)
    {
        _progress?.Refused();
        if (MyInvocation.ExpectingInput)
        {
            exception.InputIndex ??= index;
            exception.InputObject ??= given;
        }

        WriteError(exception, given);
    }
}

/// <summary>An input that is worked on.</summary>
/// <param name="Pbx">What the PBX is called.</param>
/// <param name="Index">The number of the input, from 1.</param>
/// <param name="Input">The input, where it came down the pipeline.</param>
sealed record SshInput(string Pbx, int Index, object? Input);
