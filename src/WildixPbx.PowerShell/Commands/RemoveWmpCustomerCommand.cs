using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Removes a customer that has no PBXs, with its contacts.</summary>
[Cmdlet(VerbsCommon.Remove, "WmpCustomer", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CustomerChange))]
public sealed class RemoveWmpCustomerCommand : ChangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("Identity", "CustomerId", "Id", "Name")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Input => InputOf(Identity);

    /// <inheritdoc/>
    protected override bool WritesResults => PassThru;

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var identity = RowKey.Required(Identity, "Identity, CustomerId, Id or Name");
        var change = new PreparedChange<Customer>(PortalCommands.RemoveCustomer(identity), Identity!.ETag);
        return ChangeAsync(new RowChange<Customer>(
            RowKey.Of(identity), $"customer '{identity}'", "Remove with its contacts", change,
            answer => [new CustomerChange(answer.Resource) { Changed = answer.Changed }]));
    }
}
