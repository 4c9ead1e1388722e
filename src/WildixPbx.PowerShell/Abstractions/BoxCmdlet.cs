using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>
/// The base of cmdlets that talk to PBXs over their REST interface: logins, the connections that inputs share, and how long
/// a box may take.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class BoxCmdlet : BoxRowsCmdlet
{
    [Parameter]
    public SecureString? Token { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? TokenFile { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? S2SApplicationId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? S2SApplicationName { get; set; }

    [Parameter]
    public SecureString? S2SSecret { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? CertificateFingerprint { get; set; }

    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    [Parameter]
    public SwitchParameter AllowInsecureTransport { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    [Parameter]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 2;

    [Parameter]
    public Uri? Proxy { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    [Parameter]
    public string? FieldMap { get; set; }

    [Parameter]
    public string? LogPath { get; set; }

    BoxConnections? _connections;
    BoxFields? _fields;

    /// <summary>Whether boxes are asked at all; what logs on to them is refused otherwise.</summary>
    private protected virtual bool AsksBoxes => true;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        if (!AsksBoxes)
        {
            RefuseBoxParameters();
            return;
        }

        CheckLogins();
        _connections = new BoxConnections(ThrottleLimit);
        _fields = EngineHost.Engine.ReadBoxFields(FieldMap is null ? null : GetUnresolvedProviderPathFromPSPath(FieldMap));
        if (SkipCertificateCheck) WriteWarning("Certificates are not checked: anybody on the way can read the login and act as the PBX. -CertificateFingerprint trusts one PBX's own certificate.");
    }

    /// <summary>Works on the present input's box as soon as there is room; work on one box is done in the order of the input.</summary>
    /// <param name="work">The work; an error of ours becomes one record, and the next input comes.</param>
    private protected Task StartAsync(Func<BoxSession, Task> work) => StartAsync(SettingsOf(Identity), work);

    /// <summary>The same for a box whose settings are known already.</summary>
    /// <param name="settings">The box.</param>
    /// <param name="work">The work; an error of ours becomes one record, and the next input comes.</param>
    /// <param name="failed">What is still to be done after such an error.</param>
    /// <param name="about">What such an error is about, where it is not the input.</param>
    private protected async Task StartAsync(BoxSettings settings, Func<BoxSession, Task> work, Action<WildixPbxException>? failed = null, object? about = null)
    {
        var (index, input) = (InputIndex, Input);
        await StartRowAsync(settings.Uri.AbsoluteUri, RunAsync, failed, about);

        async Task RunAsync()
        {
            var box = _connections!.Acquire(settings);
            try { await work(new BoxSession(box, settings, index, input)); }
            finally { _connections.Release(settings); }
        }
    }

    /// <summary>
    /// Calls a box, for no longer than -TimeoutSec in all: however many requests it takes, one box that hangs does not
    /// hold up the others for longer.
    /// </summary>
    private protected async Task<T> WithinTimeAsync<T>(BoxSession box, Func<CallContext, Task<T>> call)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(TimeoutSec));
        try { return await call(Call with { Stop = limit.Token }); }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            throw new TimeoutException("Timeout", FormattableString.Invariant($"{box.Settings.Uri} did not answer within {TimeoutSec} s in all."), "Try again later, or give a longer -TimeoutSec.");
        }
    }

    /// <summary>Does something with every user that a box lists, page by page, each user once.</summary>
    private protected async Task EachUserAsync(BoxSession box, PbxUserQuery query, Action<PbxUser> action)
    {
        var listing = new UserListing(box.Settings.Uri);
        while (listing.Next is { } start)
        {
            foreach (var user in listing.Take(await WithinTimeAsync(box, call => box.Box.GetUsersAsync(query, start, call)))) action(user);
            listing.ThrowIfBroken();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _connections?.Dispose();
    }
}

/// <summary>A box that is worked on for one input.</summary>
/// <param name="Box">The box.</param>
/// <param name="Settings">Where it is, and with which login.</param>
/// <param name="Index">The number of the input, from 1.</param>
/// <param name="Input">The input, where it came down the pipeline.</param>
sealed record BoxSession(IBox Box, BoxSettings Settings, int Index, object? Input);
