using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the requests that wait for a Wildix manager, or were decided.</summary>
[Cmdlet(VerbsCommon.Get, "WmpRequest", SupportsPaging = true, DefaultParameterSetName = "List")]
[OutputType(typeof(RequestStatus))]
public sealed class GetWmpRequestCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Identity", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RequestId")]
    [IdentityTransformation("RequestId", "Identity", "Id")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "List")]
    public RequestState? State { get; set; }

    [Parameter(ParameterSetName = "List")]
    public RequestKind? Kind { get; set; }

    [Parameter(ParameterSetName = "List")]
    [IdentityTransformation]
    public ObjectIdentity? Pbx { get; set; }

    [Parameter(ParameterSetName = "List")]
    public string? Customer { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is { IsChangeWithoutRequest: true }) return;
        if (Identity is not null) WriteObject(await StatusOfAsync(await FindAsync(Identity)));
        else await WriteListAsync(PortalQueries.Requests(State, Kind, Pbx is null ? null : RowKey.Required(Pbx, "Identity, Id, Serial or Name"), await CustomerIdAsync(Customer)), where: null, StatusOfAsync);
    }

    /// <summary>One request. The portal is asked also for what can't be a request's id: its answer is without secrets, which a text that is mistaken for an id may be.</summary>
    async Task<ApprovalRequest> FindAsync(ObjectIdentity identity)
    {
        var id = RowKey.Required(identity, "RequestId, Identity or Id");
        try { return await Portal.GetAsync(PortalLookups.Request(id), Call); }
        catch (NotFoundException e) when (!id.StartsWith("req_", StringComparison.Ordinal))
        {
            throw new NotFoundException("NotFound", e.Message, "Ids of requests begin with req_. For the requests of a PBX give its name with -Pbx.", e) { StatusCode = e.StatusCode, RequestId = e.RequestId };
        }
    }

    // Only what is still pending grows older, so only that needs the portal's clock.
    async Task<object?> StatusOfAsync(ApprovalRequest request)
        => new RequestStatus(request, request.State == RequestState.Pending ? await PortalNowAsync() : null);
}
