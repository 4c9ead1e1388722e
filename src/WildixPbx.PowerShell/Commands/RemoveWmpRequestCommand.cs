using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Takes a pending request back.</summary>
[Cmdlet(VerbsCommon.Remove, "WmpRequest", SupportsShouldProcess = true)]
[OutputType(typeof(RequestChange))]
public sealed class RemoveWmpRequestCommand : ChangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RequestId")]
    [IdentityTransformation("RequestId", "Identity", "Id")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Input => InputOf(Identity);

    /// <inheritdoc/>
    protected override bool WritesResults => PassThru;

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        if (Identity is { IsChangeWithoutRequest: true }) return Task.CompletedTask; // nothing waits that could be taken back
        var id = RowKey.Required(Identity, "RequestId, Identity or Id");
        return ChangeAsync(new RowChange<ApprovalRequest>(
            RowKey.Of(id), $"request {id}", "Withdraw", new PreparedChange<ApprovalRequest>(PortalCommands.WithdrawRequest(id)),
            change => [new RequestChange(change.Resource) { Changed = change.Changed }]));
    }
}
