using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets where PBXs stand in the periodic licence check; of the whole estate, or of what is piped in.</summary>
[Cmdlet(VerbsCommon.Get, "LicenseCheckStatus")]
[OutputType(typeof(LicenseCheckStatus))]
public sealed partial class GetLicenseCheckStatusCommand : BoxCmdlet
{
    static readonly IdentityTransformationAttribute OfPortal = new();

    readonly RowDoubts _doubts = new();
    LicenseCheckRow _rows = new();
    LicenseCheckFilter _filter = new();
    FailOn _failOn = new(null);
    DateTimeOffset? _portalNow, _asOf;
    bool _hasWarned, _hasStarted, _isListing, _lacksColumn, _hasOther, _hasOfCustomer;

    [Parameter]
    public string? Customer { get; set; }

    [Parameter]
    public LicenseCheckState[]? State { get; set; }

    [Parameter]
    [ValidateRange(0, 100_000)]
    public int? MinimumDays { get; set; }

    [Parameter]
    [MomentText]
    public string? AsOf { get; set; }

    [Parameter]
    public string? Culture { get; set; }

    [Parameter]
    public string? TimeZone { get; set; }

    [Parameter]
    public LicenseCheckLimit? FailOn { get; set; }

    [Parameter]
    [ValidateNotNull]
    public WmpConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _filter = new LicenseCheckFilter { States = State ?? [], MinimumDays = MinimumDays };
        _failOn = new FailOn(FailOn);
        _rows = new LicenseCheckRow { Zone = TimeZone is null ? null : Locales.Zone(TimeZone), Culture = Locales.Culture(Culture) };
        Connection ??= RunspaceState.Default;
        var reader = new RowReader();
        _asOf = reader.Moment(nameof(AsOf), AsOf);
        reader.ThrowIfBad();
        return base.BeginAsync();
    }

    // Rows are warned of once, by what is read of them.
    private protected override void CheckColumns(PSObject row) { }

    /// <inheritdoc/>
    private protected override async Task ProcessBoxAsync()
    {
        try { await JudgeInputAsync(); }
        catch (WildixPbxException)
        {
            _failOn.Miss(Host);
            throw;
        }
    }

    async Task JudgeInputAsync()
    {
        (_hasStarted, _isListing) = (true, false);
        var identity = Identity is null ? null : (ObjectIdentity)OfPortal.Transform(null!, Identity.Given)!; // as every cmdlet on the portal takes it
        if (identity is null) await WriteWholeListAsync(async () => new PbxFilter { Customer = await CustomerIdAsync() });
        else if (identity.Customer is { } customer) await WriteWholeListAsync(() => Task.FromResult(new PbxFilter { Customer = customer.Id }));
        else if (identity.HasWildcard) await WriteWholeListAsync(() => Task.FromResult(new PbxFilter { Name = identity.Text }));
        else if (identity.BaseObject is Pbx pbx) await JudgeAsync(pbx);
        else if (identity.BaseObject is LicenseCheckStatus status) await JudgeOfCustomerAsync(LicenseCheckFacts.Of(status), _asOf ?? (FromBox ? await NowAsync() : status.AsOf));
        else if (identity.BaseObject is PbxInfo info) await JudgeAsync(info);
        else if (identity.Source is PSObject row && (_rows.SaysRenewal(row) || (Connection is null && (FromBox || _rows.SaysAnything(row))))) await JudgeAsync(row);
        else if (FromBox && identity is { Source: null, Text: { } name } && (Connection is null || Identity!.HasAddress)) await JudgeOfCustomerAsync(new LicenseCheckFacts { Pbx = name, Source = LicenseCheckSource.Csv }, await NowAsync());
        else
        {
            var text = RowKey.Required(identity, "Identity, Id, Serial or Name");
            if (Connection is null) throw PortalPages.NotConnected(", or pipe objects with LastRenewal, Platform, Licensing and WmsVersion");
            try { await JudgeAsync(await Connection.Portal.GetAsync(PortalLookups.Pbx(text), Call)); }
            catch (NotFoundException) when (FromBox && Identity!.HasAddress && identity.Source is PSObject) { await JudgeAsync((PSObject)identity.Source); } // the box itself can still be asked
        }
    }

    /// <inheritdoc/>
    private protected override Task FinishAsync()
    {
        _hasStarted = true;
        foreach (var warning in _rows.Unread.Concat(_doubts.Warnings())) WriteWarning(warning);
        if (_hasOther && !_hasOfCustomer)
        {
            // A name that is spelt otherwise finds nothing, and nothing looks like all is well.
            _failOn.Miss(Host);
            WriteError(new NotFoundException("NotFound", $"No input is of the customer '{Customer}'.", "Compare -Customer with the column Customer of the input."), Customer);
        }

        _failOn.End(this, Host, nothingCame: MyInvocation.ExpectingInput && InputIndex == 0);
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
        try { await WriteListAsync(filter); }
        catch (WildixPbxException e)
        {
            e.InputObject ??= Topic;
            _failOn.Break(Host);
            Throw(e);
        }
    }

    async Task WriteListAsync(Func<Task<PbxFilter>> filter)
    {
        if (Connection is null) throw PortalPages.NotConnected(", or pipe objects with Name, Platform, Licensing, WmsVersion and LastRenewal");
        var basis = await filter();
        var asOf = await NowAsync();
        var query = PortalQueries.Pbxs(FromBox ? _filter.BeforeBoxes(basis) : _filter.AtPortal(basis, _portalNow ?? asOf, asOf));
        _isListing = true;

        // The licence of one that was moved is another one's, which is in the list, too.
        await PortalPages.EachAsync(Connection.Portal, query, pbx => pbx.State == PbxState.Migrated ? Task.CompletedTask : JudgeAsync(LicenseCheckFacts.Of(pbx), asOf, pbx), () => Call);
    }

    async Task JudgeAsync(Pbx pbx) => await JudgeOfCustomerAsync(LicenseCheckFacts.Of(pbx), await NowAsync(), pbx.CustomerId, pbx);

    async Task JudgeAsync(PSObject row)
    {
        if (!_hasWarned) WarnOfColumns(row);
        _hasWarned = true;
        var facts = _rows.Read(row, InputIndex, out var problem);
        if (problem?.Column != "Customer" && !IsOfCustomer(facts.Customer)) return;
        _doubts.LookAt(facts, InputIndex);
        if (_lacksColumn && problem is null && facts.Renews && _rows.LackingOf(row).Any()) _failOn.Miss(Host);
        await JudgeAsync(facts, _asOf ?? DateTimeOffset.UtcNow, pbx: null);
        if (problem is not null) throw problem;
    }

    void WarnOfColumns(PSObject row)
    {
        var unknown = _rows.UnknownOf(row);
        var unread = unknown.Count > 0 ? $"{MyInvocation.MyCommand.Name} reads none of these columns: {string.Join(", ", unknown)}. " : "";
        string[] lacking = FromBox ? [] : [.. _rows.LackingOf(row)];
        _lacksColumn = lacking.Length > 0;
        var lacks = _lacksColumn ? $"There is no column {string.Join(" and none ", lacking)}, by which PBXs that have to renew are judged: one for which it decides is Unknown." : "";
        if (unread + lacks is { Length: > 0 } warning) WriteWarning(warning.TrimEnd());
    }

    Task JudgeOfCustomerAsync(LicenseCheckFacts facts, DateTimeOffset asOf, string? customerId = null, Pbx? pbx = null)
        => IsOfCustomer(facts.Customer, customerId) ? JudgeAsync(facts, asOf, pbx) : Task.CompletedTask;

    bool IsOfCustomer(string? name, string? id = null)
    {
        if (Customer is null || NameText.Same(Customer, name) || NameText.Same(Customer, id)) return _hasOfCustomer = true;
        _hasOther = true;
        return false;
    }

    void Write(LicenseCheckFacts facts, DateTimeOffset asOf, BoxOrigin? origin)
    {
        var status = LicenseCheck.StatusOf(facts, asOf);
        if (!_filter.Fits(status)) return;
        _failOn.Count(status, Host);
        WriteObject(BoxOrigins.From(status, origin));
    }

    /// <summary>The moment that is judged: -AsOf, else the portal's clock, which may differ from this machine's.</summary>
    async Task<DateTimeOffset> NowAsync()
    {
        if (Connection is null) return _asOf ?? DateTimeOffset.UtcNow;
        _portalNow ??= (await Connection.Portal.GetAsync(PortalLookups.Info(), Call)).Now;
        return _asOf ?? _portalNow.Value;
    }

    // One that does not exist has nothing to list, but whoever named it wants to know.
    async Task<string?> CustomerIdAsync()
        => Customer is null || Connection is null ? null : (await Connection.Portal.GetAsync(PortalLookups.Customer(Customer), Call)).Id;
}
