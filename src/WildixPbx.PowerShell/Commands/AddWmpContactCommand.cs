using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Adds a contact to a customer; the same mail address is the same contact.</summary>
[Cmdlet(VerbsCommon.Add, "WmpContact", SupportsShouldProcess = true)]
[OutputType(typeof(ContactChange))]
public sealed class AddWmpContactCommand : ChangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("CustomerId", "Customer", "Id")]
    public ObjectIdentity? Customer { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ContactName")]
    [CellText]
    public string? Name { get; set; }

    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("ContactEmail", "Mail")]
    [CellText]
    public string? Email { get; set; }

    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override object? Input => InputObject;

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var reader = new RowReader();
        var customer = reader.Required(nameof(Customer), Customer?.Text, "a customer's id or name");
        var name = reader.Required(nameof(Name), Written(nameof(Name), Name), "the person's name");
        var email = reader.Required(nameof(Email), Email, "a mail address");
        reader.ThrowIfBad();
        var command = PortalCommands.AddContact(customer, new NewContact { Name = name, Email = email });
        return ChangeAsync(new RowChange<Contact>(
            RowKey.Of(customer), $"customer '{customer}'", $"Add contact {name} <{email}>", new PreparedChange<Contact>(command),
            change => [new ContactChange(change.Resource) { Changed = change.Changed }]));
    }
}
