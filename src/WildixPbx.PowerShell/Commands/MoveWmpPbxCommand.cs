using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Moves PBXs to another customer.</summary>
[Cmdlet(VerbsCommon.Move, "WmpPbx", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CustomerMove))]
public sealed class MoveWmpPbxCommand : PbxChangeCmdlet
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("NewCustomer")]
    [CellText]
    public string? Customer { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        RowKey.Required(Identity, Columns);
        var reader = new RowReader();
        if (RowReader.Text(Written(nameof(Customer), Customer)) is null) throw NothingToChange("Customer", "the customer that the PBX is to belong to, by id or name");
        var customer = reader.Required(nameof(Customer), Customer, "a customer's id or name");
        reader.ThrowIfBad();
        return ChangePbxAsync(
            $"Move to customer '{customer}'", identity => PortalCommands.MovePbx(identity, new PbxMove { Customer = customer }), change => new CustomerMove(change), onStateShown: true);
    }
}
