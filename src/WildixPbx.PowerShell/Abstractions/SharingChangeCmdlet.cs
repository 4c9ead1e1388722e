using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that change which licences a PBX shares: the client is the one in the pipeline.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SharingChangeCmdlet : ChangeCmdlet
{
    private protected const string Columns = "ClientPbx, Identity, Id, Serial or Name";

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Identity")]
    [IdentityTransformation("ClientPbx", "Identity", "Id", "Serial", "Name", "PbxId", "Pbx")]
    public ObjectIdentity? ClientPbx { get; set; }

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    /// <inheritdoc/>
    protected override int Throttle => ThrottleLimit;

    private protected override object? Input => InputOf(ClientPbx);

    /// <summary>What questions call the client.</summary>
    private protected string Target => $"PBX '{ClientPbx?.Name}'";
}
