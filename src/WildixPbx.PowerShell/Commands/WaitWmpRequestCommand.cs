using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Waits until a request is decided.</summary>
[Cmdlet(VerbsLifecycle.Wait, "WmpRequest")]
[OutputType(typeof(RequestStatus))]
public sealed class WaitWmpRequestCommand : PortalCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RequestId")]
    [IdentityTransformation("RequestId", "Identity", "Id")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan? Timeout { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task BeginAsync()
        => PollInterval <= TimeSpan.Zero || Timeout < TimeSpan.Zero
            ? throw new ValidationException("Validation", $"{(Timeout < TimeSpan.Zero ? "-Timeout" : "-PollInterval")} is no time to wait.", "Give a time such as 00:00:30, or [timespan]::FromMinutes(5).")
            : base.BeginAsync();

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

            var left = Timeout is { } timeout ? timeout - elapsed.Elapsed : PollInterval;
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException(
                    "Timeout", $"Request {id} for PBX '{request.Pbx}' was not decided within {Timeout}.", "Wait again, or take it back with Remove-WmpRequest.");
            }

            WriteProgress(new ProgressRecord(0, $"Waiting for request {id}", $"PBX '{request.Pbx}', asked {request.RequestedOn:u}, waited {elapsed.Elapsed:hh\\:mm\\:ss}"));
            await Task.Delay(left < PollInterval ? left : PollInterval, Stop);
        }
    }
}
