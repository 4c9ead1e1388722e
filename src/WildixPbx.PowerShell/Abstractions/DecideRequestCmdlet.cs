using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>The base of the cmdlets that play the Wildix manager of a sandbox.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DecideRequestCmdlet : ContextCmdlet
{
    int _index;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RequestId")]
    [IdentityTransformation("RequestId", "Identity", "Id")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public string? Reason { get; set; }

    [Parameter]
    public Sandbox? Sandbox { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <summary>What the manager decides.</summary>
    protected abstract RequestState Decision { get; }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        _index++;
        if (Identity is { IsChangeWithoutRequest: true }) return; // a change that needed no request has nothing to decide
        var id = RowKey.Required(Identity, "RequestId, Identity or Id");
        var sandbox = RunningSandboxes.Only(Sandbox);
        if (!ShouldProcess($"request {id} of sandbox '{sandbox.Name}'", Decision == RequestState.Approved ? "Approve" : "Deny")) return;

        var command = PortalCommands.DecideRequest(id, new Decision { State = Decision, Reason = Reason });
        var change = await EngineHost.Engine.Sandboxes.ManagerOf(sandbox).SendAsync(command, new ChangeOptions(Guid.NewGuid().ToString("D")), Call);
        WriteObject(new RequestChange(change.Resource) { Changed = change.Changed, InputIndex = _index, InputObject = Identity!.Source });
    }
}
