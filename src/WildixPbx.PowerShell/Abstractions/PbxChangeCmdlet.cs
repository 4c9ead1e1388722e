using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that change one PBX a row: which one, and how many rows run side by side.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PbxChangeCmdlet : ChangeCmdlet
{
    private protected const string Columns = "Identity, Id, Serial or Name";

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public virtual ObjectIdentity? Identity { get; set; }

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    /// <inheritdoc/>
    protected override int Throttle => ThrottleLimit;

    private protected override object? Input => InputOf(Identity);

    /// <summary>What questions call the PBX.</summary>
    private protected string Target => $"PBX '{Identity?.Name}'";

    /// <summary>Makes a change that needs nothing to be read before.</summary>
    /// <param name="action">What questions call the change.</param>
    /// <param name="command">The change of a PBX.</param>
    /// <param name="result">The result of the answer.</param>
    /// <param name="onStateShown">Whether the change is thought out on the state that a piped object shows, and refused where that is no longer so.</param>
    private protected Task ChangePbxAsync(string action, Func<string, PortalCommand<Pbx>> command, Func<Change<Pbx>, IChangeResult> result, bool onStateShown)
    {
        var identity = RowKey.Required(Identity, Columns);
        var prepared = new PreparedChange<Pbx>(command(identity), onStateShown ? Identity!.ETag : null);
        return ChangeAsync(new RowChange<Pbx>(RowKey.OfPbx(identity), Target, action, prepared, change => [result(change)]));
    }
}
