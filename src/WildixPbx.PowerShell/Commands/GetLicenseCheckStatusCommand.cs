using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets where PBXs stand in the periodic licence check; of the whole estate, or of what is piped in.</summary>
[Cmdlet(VerbsCommon.Get, "LicenseCheckStatus")]
[OutputType(typeof(LicenseCheckStatus))]
public sealed class GetLicenseCheckStatusCommand : PortalCmdlet
{
    readonly LicenseCheckRow _rows = new();
    LicenseCheckFilter _filter = new();
    FailOn _failOn = new(null);
    DateTimeOffset? _portalNow;
    bool _hasWarned, _hasStarted;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public string? Customer { get; set; }

    [Parameter]
    public LicenseCheckState[]? State { get; set; }

    [Parameter]
    [ValidateRange(0, 100_000)]
    public int? MinimumDays { get; set; }

    [Parameter]
    public DateTimeOffset? AsOf { get; set; }

    [Parameter]
    public LicenseCheckLimit? FailOn { get; set; }

    private protected override bool NeedsPortal => false;

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _filter = new LicenseCheckFilter { States = State ?? [], MinimumDays = MinimumDays };
        _failOn = new FailOn(FailOn);
        return base.BeginAsync();
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _hasStarted = true;
        if (Identity is null) await WriteWholeListAsync(async () => new PbxFilter { Customer = await CustomerIdAsync(Customer) });
        else if (Identity.Customer is { } customer) await WriteWholeListAsync(() => Task.FromResult(new PbxFilter { Customer = customer.Id }));
        else if (Identity.HasWildcard) await WriteWholeListAsync(() => Task.FromResult(new PbxFilter { Name = Identity.Text }));
        else if (Identity.BaseObject is Pbx pbx) await WriteOneAsync(pbx);
        else if (Identity.BaseObject is LicenseCheckStatus status) WriteOfCustomer(LicenseCheckFacts.Of(status), AsOf ?? status.AsOf);
        else if (Identity.Source is PSObject row && (_rows.SaysRenewal(row) || (Connection is null && _rows.SaysAnything(row)))) WriteRow(row);
        else
        {
            var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
            if (Connection is null) throw NotConnected(", or pipe objects with LastRenewal, Platform, Licensing and WmsVersion");
            await WriteOneAsync(await Portal.GetAsync(PortalLookups.Pbx(identity), Call));
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        _hasStarted = true;
        _failOn.End(this, Host);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_hasStarted && !Stop.IsCancellationRequested) _failOn.Break(Host);
        base.Dispose(disposing);
    }

    /// <summary>
    /// Writes a list, or ends the whole pipeline: half of an estate looks like an estate, and what comes after, such as a
    /// report or an all-clear by mail, can't see that the rest is missing. A row that can't be judged ends nothing.
    /// </summary>
    async Task WriteWholeListAsync(Func<Task<PbxFilter>> filter)
    {
        try { await WriteListAsync(await filter()); }
        catch (WildixPbxException e)
        {
            e.InputObject ??= Topic;
            _failOn.Break(Host);
            Throw(e);
        }
    }

    async Task WriteListAsync(PbxFilter basis)
    {
        if (Connection is null) throw NotConnected(", or pipe objects with Name, Platform, Licensing, WmsVersion and LastRenewal");
        var asOf = await NowAsync();
        await ForEachAsync(PortalQueries.Pbxs(_filter.AtPortal(basis, _portalNow ?? asOf, asOf)), pbx =>
        {
            // Its licence is another one's, which is in the list, too.
            if (pbx.State != PbxState.Migrated) Write(LicenseCheckFacts.Of(pbx), asOf);
        });
    }

    async Task WriteOneAsync(Pbx pbx) => WriteOfCustomer(LicenseCheckFacts.Of(pbx), await NowAsync(), pbx.CustomerId);

    void WriteRow(PSObject row)
    {
        if (!_hasWarned) WarnOfColumns(row);
        _hasWarned = true;
        WriteOfCustomer(_rows.Read(row), AsOf ?? DateTimeOffset.UtcNow);
    }

    void WarnOfColumns(PSObject row)
    {
        var unknown = _rows.UnknownOf(row);
        var unread = unknown.Count > 0 ? $"{MyInvocation.MyCommand.Name} reads none of these columns: {string.Join(", ", unknown)}. " : "";
        var undated = _rows.SaysRenewal(row) ? "" : "There is no column LastRenewal: for that reason each PBX that has to renew is Unknown.";
        if (unread + undated is { Length: > 0 } warning) WriteWarning(warning.TrimEnd());
    }

    void WriteOfCustomer(LicenseCheckFacts facts, DateTimeOffset asOf, string? customerId = null)
    {
        if (Customer is null || Same(Customer, facts.Customer) || Same(Customer, customerId)) Write(facts, asOf);
    }

    void Write(LicenseCheckFacts facts, DateTimeOffset asOf)
    {
        var status = LicenseCheck.StatusOf(facts, asOf);
        if (!_filter.Fits(status)) return;
        _failOn.Count(status.State, Host);
        WriteObject(status);
    }

    /// <summary>The moment that is judged: -AsOf, else the portal's clock, which may differ from this machine's.</summary>
    async Task<DateTimeOffset> NowAsync()
    {
        if (Connection is null) return AsOf ?? DateTimeOffset.UtcNow;
        _portalNow ??= (await Portal.GetAsync(PortalLookups.Info(), Call)).Now;
        return AsOf ?? _portalNow.Value;
    }

    static bool Same(string asked, string? found) => string.Equals(asked.Trim(), found, StringComparison.OrdinalIgnoreCase);
}
