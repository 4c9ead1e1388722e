using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Waits until a request is decided.</summary>
[Cmdlet(VerbsLifecycle.Wait, "WmpRequest")]
[OutputType(typeof(RequestStatus))]
public sealed class WaitWmpRequestCommand : WaitCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RequestId")]
    [IdentityTransformation("RequestId", "Identity", "Id")]
    public ObjectIdentity? Identity { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is { IsChangeWithoutRequest: true }) return; // a change that needed no request has nothing to wait for
        var id = RowKey.Required(Identity, "RequestId, Identity or Id");
        var elapsed = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var request = await Portal.GetAsync(PortalLookups.Request(id), Call);
            if (request.State != RequestState.Pending)
            {
                WriteObject(new RequestStatus(request));
                return;
            }

            if (!await PauseAsync(elapsed, $"Waiting for request {id}", $"PBX '{request.Pbx}', asked {request.RequestedOn:u}"))
            {
                throw new TimeoutException(
                    "Timeout", $"Request {id} for PBX '{request.Pbx}' was not decided within {Timeout}.", "Wait again, or take it back with Remove-WmpRequest.");
            }
        }
    }
}
