using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Ssh;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets about the host keys of PBXs: which PBX, and the file of those that are trusted.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HostKeyCmdlet : ContextCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [BoxIdentityTransformation]
    public BoxIdentity? Identity { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Port { get; set; }

    [Parameter]
    public string? KnownHostsPath { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <summary>The file of trusted keys: the one that is given, or that of the state folder.</summary>
    private protected IHostKeys HostKeys => EngineHost.Engine.Ssh.HostKeys(KnownHostsFile.Of(this, KnownHostsPath, StatePath));

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        return Task.CompletedTask;
    }
}
