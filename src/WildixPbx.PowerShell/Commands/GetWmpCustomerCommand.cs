using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets customers.</summary>
[Cmdlet(VerbsCommon.Get, "WmpCustomer", SupportsPaging = true, DefaultParameterSetName = "List")]
[OutputType(typeof(Customer))]
public sealed class GetWmpCustomerCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Identity", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("Identity", "CustomerId", "Customer", "Id", "Name")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "List")]
    [SupportsWildcards]
    public string? Name { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is null) await WriteListAsync(PortalQueries.Customers(Name));
        else if (Identity.HasWildcard) await WriteListAsync(PortalQueries.Customers(Identity.Text));
        else WriteObject(await Portal.GetAsync(PortalLookups.Customer(RowKey.Required(Identity, "Identity, CustomerId, Customer, Id or Name")), Call));
    }
}
