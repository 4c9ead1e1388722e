using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Shuts simulators of a sandbox's PBXs down.</summary>
[Cmdlet(VerbsLifecycle.Stop, "WmpSandboxPbx", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopWmpSandboxPbxCommand : ContextCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public Sandbox? Sandbox { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        var sandbox = RunningSandboxes.Only(Sandbox);
        if (ShouldProcess($"PBX '{identity}' of sandbox '{sandbox.Name}'", "Shut its simulator down"))
            await EngineHost.Engine.Sandboxes.StopPbxAsync(sandbox, identity, Call);
    }
}
