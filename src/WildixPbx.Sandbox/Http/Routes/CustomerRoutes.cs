using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http.Routes;

static class CustomerRoutes
{
    const string Customers = "customers";
    const string Contacts = "contacts";

    public static void MapCustomers(this IEndpointRouteBuilder app)
    {
        app.List(
            new Operation
            {
                Id = "listCustomers", Method = "GET", Route = "customers", Tag = Customers,
                Summary = "Lists customers",
                Description = "The partner's customers, in the order of creation.",
                Successes = [new(200, "A page of customers.", Examples.Page(Examples.Customer))],
            },
            Filters.Customers, Tables.Customers);
        app.One(
            new Operation
            {
                Id = "getCustomer", Method = "GET", Route = "customers/{identity}", Tag = Customers, Path = Mapping.CustomerIdentity, Refusals = [409],
                Summary = "Gets a customer",
                Description = "One customer, by id or name.",
                Successes = [new(200, "The customer.", Examples.Customer)],
            },
            Identities.Customer, customer => customer.ETag);
        app.Change<NewCustomer, Customer>(
            new Operation
            {
                Id = "createCustomer", Method = "POST", Route = "customers", Tag = Customers, Refusals = [409],
                Summary = "Creates a customer",
                Description = "Creates a customer. Where one of that name exists already (in any case) it is the answer, with changed = false; with noClobber it is refused (NameTaken).",
                BodyExample = new NewCustomer { Name = Examples.CustomerName },
                Successes = [new(201, "The new customer.", Examples.Change(Examples.Customer)), new(200, "The customer that has the name already, or what a dry run found.", Examples.Change(Examples.Customer) with { Changed = false })],
            },
            (scope, _, body) => CustomerOperations.Create(scope, body));
        app.Change<CustomerUpdate, Customer>(
            new Operation
            {
                Id = "updateCustomer", Method = "PATCH", Route = "customers/{identity}", Tag = Customers, Path = Mapping.CustomerIdentity, TakesTag = true, Refusals = [409],
                Summary = "Renames a customer",
                Description = "Renames a customer. Its PBXs, contacts and requests show the new name.",
                BodyExample = new CustomerUpdate { Name = "Rossi Group S.p.A." },
                Successes = [new(200, "The customer after the change.", Examples.Change(Examples.Customer with { Name = "Rossi Group S.p.A." }))],
            },
            CustomerOperations.Rename);
        app.Change<NoBody, Customer>(
            new Operation
            {
                Id = "removeCustomer", Method = "DELETE", Route = "customers/{identity}", Tag = Customers, Path = Mapping.CustomerIdentity, TakesTag = true, Refusals = [409],
                Summary = "Removes a customer",
                Description = "Removes a customer with its contacts. Refused (InUse) while it has PBXs.",
                Successes = [new(200, "The customer as it was.", Examples.Change(Examples.Customer with { PbxCount = 0 }))],
            },
            (scope, identity, _) => CustomerOperations.Remove(scope, identity));
    }

    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        var id = Mapping.Id("A contact's id.", Examples.Contact.Id);
        app.List(
            new Operation
            {
                Id = "listContacts", Method = "GET", Route = "contacts", Tag = Contacts,
                Summary = "Lists contacts",
                Description = "Contacts of one customer or of all, in the order of creation.",
                Successes = [new(200, "A page of contacts.", Examples.Page(Examples.Contact))],
            },
            Filters.Contacts, Tables.Contacts);
        app.One(
            new Operation
            {
                Id = "getContact", Method = "GET", Route = "contacts/{id}", Tag = Contacts, Path = id,
                Summary = "Gets a contact",
                Description = "One contact, by id.",
                Successes = [new(200, "The contact.", Examples.Contact)],
            },
            Identities.Contact, contact => contact.ETag);
        app.Change<NewContact, Contact>(
            new Operation
            {
                Id = "addContact", Method = "POST", Route = "customers/{identity}/contacts", Tag = Contacts, Path = Mapping.CustomerIdentity, TakesTag = true, Refusals = [409],
                Summary = "Adds a contact",
                Description = "Adds a contact to a customer; If-Match is the customer's tag. The same mail address at the same customer is the same contact, whose name is brought up to date.",
                BodyExample = new NewContact { Name = Examples.Contact.Name, Email = Examples.Contact.Email },
                Successes = [new(201, "The new contact.", Examples.Change(Examples.Contact)), new(200, "The contact that has the address already, or what a dry run found.", Examples.Change(Examples.Contact) with { Changed = false })],
            },
            ContactOperations.Add);
        app.Change<NoBody, Contact>(
            new Operation
            {
                Id = "removeContact", Method = "DELETE", Route = "contacts/{id}", Tag = Contacts, Path = id, TakesTag = true,
                Summary = "Removes a contact",
                Description = "Removes a contact. A customer without one can have no further PBX.",
                Successes = [new(200, "The contact as it was.", Examples.Change(Examples.Contact))],
            },
            (scope, contact, _) => ContactOperations.Remove(scope, contact));
    }
}
