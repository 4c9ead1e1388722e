using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that change what only the manager of a sandbox may: they take a sandbox, not a connection.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SandboxChangeCmdlet : ChangeCmdlet
{
    IPortal? _manager;

    [Parameter]
    public Sandbox? Sandbox { get; set; }

    /// <summary>Not a parameter here: a connection holds the partner's token, which is not enough.</summary>
    public sealed override WmpConnection? Connection { get; set; }

    private protected sealed override IPortal Portal => _manager!;

    private protected sealed override void FindPortal() => _manager = EngineHost.Engine.Sandboxes.ManagerOf(RunningSandboxes.Only(Sandbox));
}
