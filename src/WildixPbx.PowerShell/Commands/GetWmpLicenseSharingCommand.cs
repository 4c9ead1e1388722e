using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets which PBXs share the licences of which others, or have asked to.</summary>
[Cmdlet(VerbsCommon.Get, "WmpLicenseSharing", SupportsPaging = true, DefaultParameterSetName = "List")]
[OutputType(typeof(LicenseSharing))]
public sealed class GetWmpLicenseSharingCommand : PortalCmdlet
{
    SharingServers? _servers;

    [Parameter(Position = 0, ParameterSetName = "Identity", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ClientPbx")]
    [IdentityTransformation("ClientPbx", "Identity", "Id", "Serial", "Name", "PbxId", "Pbx")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "List")]
    [IdentityTransformation]
    public ObjectIdentity? ServerPbx { get; set; }

    [Parameter(ParameterSetName = "List")]
    public string? Customer { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _servers ??= new SharingServers(Portal);
        if (Identity is null) await WriteAllAsync(await FilterAsync());
        else if (Identity.Customer is { } customer) await WriteAllAsync(new PbxFilter { Customer = customer.Id });
        else if (Identity.HasWildcard) await WriteAllAsync(new PbxFilter { Name = Identity.Text });
        else await WriteOneAsync(await Portal.GetAsync(PortalLookups.Pbx(RowKey.Required(Identity, "ClientPbx, Identity, Id, Serial or Name")), Call));
    }

    /// <summary>Writes the sharing of a client; of a server, those of its clients.</summary>
    async Task WriteOneAsync(Pbx pbx)
    {
        var isServer = false;
        if (LicenseSharing.ServerIdOf(pbx) is null)
        {
            _servers!.Add(pbx);
            await WriteAllAsync(new PbxFilter { SharingServer = pbx.Id }, _ => isServer = true);
        }

        if (!isServer) WriteObject(await SharingOfAsync(pbx));
    }

    async Task<PbxFilter> FilterAsync() => new()
    {
        Customer = await CustomerIdAsync(Customer),
        SharingServer = ServerPbx is null ? null : (await _servers!.GetAsync(RowKey.Required(ServerPbx, "Identity, Id, Serial or Name"), Call)).Id,
    };

    Task WriteAllAsync(PbxFilter filter, Func<Pbx, bool>? where = null) => WriteListAsync(PortalQueries.Pbxs(filter with { Sharing = true }), where, async client => await SharingOfAsync(client));

    async Task<LicenseSharing> SharingOfAsync(Pbx client)
    {
        var server = LicenseSharing.ServerIdOf(client) is { } id ? await _servers!.GetAsync(id, Call) : null;
        var sharing = new LicenseSharing(client, server);
        return sharing.State == SharingState.Requested ? sharing with { RequestId = await RequestIdAsync(client) } : sharing;
    }

    async Task<string?> RequestIdAsync(Pbx client)
    {
        var page = await Portal.ListAsync(PortalQueries.Requests(RequestState.Pending, RequestKind.LicenseSharing, client.Id), new PageRequest(Limit: 1), Call);
        return page.Items is [var request, ..] ? request.Id : null;
    }
}
