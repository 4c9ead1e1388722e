using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Renames a customer.</summary>
[Cmdlet(VerbsCommon.Set, "WmpCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(CustomerChange))]
public sealed class SetWmpCustomerCommand : ChangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("Identity", "CustomerId", "Id")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("NewName")]
    [CellText]
    public string? Name { get; set; }

    private protected override object? Input => InputOf(Identity);

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var identity = RowKey.Required(Identity, "Identity, CustomerId or Id");
        var name = RowReader.Text(Name) ?? throw NothingToChange("Name", "the customer's new name");
        var command = PortalCommands.SetCustomer(identity, new CustomerUpdate { Name = name });
        return ChangeAsync(new RowChange<Customer>(
            RowKey.Of(identity), $"customer '{identity}'", $"Rename to '{name}'", new PreparedChange<Customer>(command, Identity!.ETag),
            change => [new CustomerChange(change.Resource) { Changed = change.Changed }]));
    }
}
