using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the contacts of customers.</summary>
[Cmdlet(VerbsCommon.Get, "WmpContact", SupportsPaging = true)]
[OutputType(typeof(Contact))]
public sealed class GetWmpContactCommand : PortalCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("CustomerId", "Customer", "Identity", "Id")]
    public ObjectIdentity? Customer { get; set; }

    [Parameter]
    [SupportsWildcards]
    public string? Name { get; set; }

    [Parameter]
    [SupportsWildcards]
    public string? Email { get; set; }

    private protected override object? Topic => Customer?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        // A customer that does not exist has no contacts, but whoever named it wants to know.
        var customer = Customer is null ? null : await Portal.GetAsync(PortalLookups.Customer(RowKey.Required(Customer, "CustomerId or Customer")), Call);
        await WriteListAsync(PortalQueries.Contacts(customer?.Id, Name, Email));
    }
}
