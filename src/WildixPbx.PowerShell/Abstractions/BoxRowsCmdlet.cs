using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets whose inputs are the PBXs themselves, over their REST interface.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BoxRowsCmdlet : InputsCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [BoxIdentityTransformation]
    public BoxIdentity? Identity { get; set; }

    private protected override object? Topic => Identity?.Given;
}
