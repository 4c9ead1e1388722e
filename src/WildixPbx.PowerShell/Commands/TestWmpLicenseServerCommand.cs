using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Tests the way from here, or from PBXs, to the license server that a PBX renews at: name, port, TLS, time.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WmpLicenseServer", DefaultParameterSetName = "Server")]
[OutputType(typeof(LicenseServerStep), typeof(bool))]
public sealed partial class TestWmpLicenseServerCommand : PortalCmdlet
{
    const int LargestPort = 65_535;

    readonly HashSet<string> _tested = new(StringComparer.OrdinalIgnoreCase);
    readonly LicenseCheckRow _rows = new();
    bool _hasFailed;
    int _inputs, _refused, _passedOver;

    [Parameter(Position = 0, ParameterSetName = "Identity", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = "FromBox", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "WmsVersion", Mandatory = true)]
    [Parameter(ParameterSetName = "FromBox")]
    public string? WmsVersion { get; set; }

    [Parameter(ParameterSetName = "Server")]
    [Parameter(ParameterSetName = "FromBox")]
    public string[]? Server { get; set; }

    [Parameter]
    [ValidateRange(1, LargestPort)]
    public int Port { get; set; } = LicenseServer.Port;

    [Parameter]
    [Seconds]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override bool NeedsPortal => false;

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        if (Timeout <= TimeSpan.Zero || Timeout.TotalMilliseconds > int.MaxValue)
            throw new ValidationException("Validation", "-Timeout is no time to wait.", "Give the seconds that each step may take, such as 10.") { Column = nameof(Timeout) };
        if (Server is not null && WmsVersion is not null)
            throw new ValidationException("Validation", "-Server and -WmsVersion are given, and either says which server is tested.", "Give one of them.") { Column = nameof(WmsVersion) };
        if (Array.Exists(Server ?? [], string.IsNullOrWhiteSpace) || Server is [])
            throw new ValidationException("Validation", "-Server is given, but says nothing.", "Give a host, or leave -Server out.") { Column = nameof(Server) };
        if (Array.Find(Server ?? [], server => Uri.CheckHostName(server.Trim()) == UriHostNameType.Unknown) is { } other)
            throw new ValidationException("Validation", $"-Server can't be '{other}': it takes a host alone.", "Give a name or an address without https:// and without a path, such as api.wildix.com; the port goes into -Port, several hosts are separated by commas.") { Column = nameof(Server) };
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _inputs++;
        IReadOnlyList<string> servers;
        try { servers = await ServersAsync(); }
        catch (WildixPbxException)
        {
            _refused++;
            throw;
        }

        if (servers.Count == 0) _passedOver++;
        if (FromBox && servers.Count > 0)
        {
            await StartOnBoxAsync(servers);
            return;
        }

        foreach (var server in servers)
        {
            if (!_tested.Add(server)) continue; // one answer for all PBXs that renew there
            WriteProgress(new ProgressRecord(0, "Testing the license server", FormattableString.Invariant($"{server}, port {Port}")));
            var steps = await EngineHost.Engine.LicenseServers.TestAsync(server, Port, Timeout, Stop);
            Take(server, steps);
        }
    }

    void Take(string server, IReadOnlyList<LicenseServerStep> steps)
    {
        _tested.Add(server);
        _hasFailed |= steps.Any(step => step.Outcome != LicenseServerStepOutcome.Passed);
        if (!Quiet) WriteObject(steps, enumerateCollection: true);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        await EndOnBoxesAsync();
        if (_tested.Count == 0) WriteWarning("Nothing was tested: " + WhyNothing());
        if (Quiet) WriteObject(_tested.Count > 0 && _refused == 0 && !_hasFailed);
    }

    string WhyNothing()
        => _refused + _passedOver == 0 ? "there was no input."
            : _refused == 0 ? "Cloud PBXs, and those that were moved there, need not renew."
            : _passedOver == 0 && FromBox ? "no PBX could be reached; the errors say why."
            : _passedOver == 0 ? "no input says which server it is about; the errors say why."
            : "the errors say why some inputs could not be; the others are Cloud PBXs, or were moved there, and need not renew.";

    async Task<IReadOnlyList<string>> ServersAsync()
    {
        if (Server is not null) return [.. Server.Select(server => server.Trim())];
        if (WmsVersion is not null) return [LicenseServer.HostOf(Read(WmsVersion))];
        return Identity is null ? Both : ServersOf(await FactsAsync());
    }

    async Task<LicenseCheckFacts> FactsAsync()
    {
        if (Identity!.BaseObject is Pbx pbx) return LicenseCheckFacts.Of(pbx);
        if (Identity.BaseObject is LicenseCheckStatus status) return LicenseCheckFacts.Of(status);
        if (Identity.Source is PSObject row && (_rows.SaysAnything(row) || IsKnownByBoxAlone)) return _rows.Read(row, _inputs, out _);
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        if (IsKnownByBoxAlone) return new LicenseCheckFacts { Pbx = identity, Source = LicenseCheckSource.Csv };
        if (Connection is null) throw NotConnected(", or -WmsVersion in place of a PBX");
        return LicenseCheckFacts.Of(await Portal.GetAsync(PortalLookups.Pbx(identity), Call));
    }

    // Where the version is not known, either may be the one.
    static IReadOnlyList<string> ServersOf(LicenseCheckFacts facts)
        => LicenseCheck.StatusOf(facts, DateTimeOffset.UtcNow).State == LicenseCheckState.NotApplicable ? []
            : facts.WmsVersion is { } version ? [LicenseServer.HostOf(version)]
            : Both;

    static readonly IReadOnlyList<string> Both = [LicenseServer.Older, LicenseServer.Newer];

    static WmsVersion Read(string text)
        => WildixPbx.WmsVersion.TryParse(text, out var version) ? version
            : throw new ValidationException("Validation", $"-WmsVersion can't be '{text}': it takes a version such as 4.03.44693.48.", "Give two to four numbers with dots.") { Column = nameof(WmsVersion) };
}
