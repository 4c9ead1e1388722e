using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Creates a customer, or answers with the one that has the name already.</summary>
[Cmdlet(VerbsCommon.New, "WmpCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(CustomerChange))]
public sealed class NewWmpCustomerCommand : ChangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Name { get; set; }

    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override object? Input => InputObject;

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var reader = new RowReader();
        var name = reader.Required(nameof(Name), InputObject?.BaseObject is Customer ? Name : Written(nameof(Name), Name) ?? InputObject?.BaseObject as string, "the company's name");
        reader.ThrowIfBad();
        var command = PortalCommands.NewCustomer(new NewCustomer { Name = name, NoClobber = NoClobber });
        return ChangeAsync(new RowChange<Customer>(
            RowKey.Of(name), $"customer '{name}'", "Create", new PreparedChange<Customer>(command),
            change => [new CustomerChange(change.Resource) { Changed = change.Changed }]));
    }
}
