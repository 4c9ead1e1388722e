using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the requests that wait for a Wildix manager, or were decided.</summary>
[Cmdlet(VerbsCommon.Get, "WmpRequest", SupportsPaging = true, DefaultParameterSetName = "List")]
[OutputType(typeof(ApprovalRequest))]
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

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is null) await WriteListAsync(PortalQueries.Requests(State, Kind, Pbx?.Text, Customer));
        else if (Identity.Text is not null) WriteObject(await Portal.GetAsync(PortalLookups.Request(Identity.Text), Call));
        else if (Identity.Source is null) RowKey.Required(Identity, "RequestId, Identity or Id");
    }
}
