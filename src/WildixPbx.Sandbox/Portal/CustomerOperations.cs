using WildixPbx.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Customers: created, renamed, removed.</summary>
static class CustomerOperations
{
    public static Outcome<Customer> Create(ChangeScope scope, NewCustomer body)
    {
        scope.CheckNoTag();
        var name = Texts.Name(body.Name, "name");
        if (Tables.Customers.Find(scope.Db, "nameKey", Key.Of(name)) is { } existing)
            return body.NoClobber ? throw Refusal.NameTaken(existing.Name, existing.Id) : Unchanged(existing);

        var customer = Tables.Customers.Insert(scope.Db, new Customer { Id = scope.NewId("cus_"), Name = name, CreatedOn = scope.Now });
        scope.Record("CustomerCreated", Subject.Of(customer), null, customer);
        return new(new() { Resource = customer, Changed = true }, customer.ETag, 201, "customers/" + customer.Id);
    }

    public static Outcome<Customer> Rename(ChangeScope scope, string identity, CustomerUpdate body)
    {
        var customer = Identities.Customer(scope.Db, identity);
        scope.CheckTag(customer.Name, customer.ETag);
        var name = Texts.Name(body.Name, "name");
        if (name == customer.Name) return Unchanged(customer);
        if (Tables.Customers.Find(scope.Db, "nameKey", Key.Of(name)) is { } other && other.Id != customer.Id) throw Refusal.NameTaken(other.Name, other.Id);

        var renamed = Tables.Customers.Update(scope.Db, customer, customer with { Name = name });
        scope.Record("CustomerRenamed", Subject.Of(renamed), customer, renamed);
        RenameIn(scope, renamed);
        return new(new() { Resource = renamed, Changed = true }, renamed.ETag);
    }

    public static Outcome<Customer> Remove(ChangeScope scope, string identity)
    {
        var customer = Identities.Customer(scope.Db, identity);
        scope.CheckTag(customer.Name, customer.ETag);
        if (customer.PbxCount > 0) throw Refusal.InUse(customer.Name, customer.PbxCount);

        foreach (var contact in Tables.Contacts.Where(scope.Db, "customerId = ?", customer.Id))
        {
            Tables.Contacts.Delete(scope.Db, contact.Id);
            scope.Record("ContactRemoved", Subject.Of(contact), contact, null);
        }

        Tables.Customers.Delete(scope.Db, customer.Id);
        scope.Record("CustomerRemoved", Subject.Of(customer), customer, null);
        return new(new() { Resource = customer, Changed = true }, null);
    }

    /// <summary>The numbers of contacts and PBXs are part of the customer and its tag; the trail has the event that moved them.</summary>
    public static Customer Count(DbSession db, string customerId, int contacts = 0, int pbxs = 0)
    {
        var customer = Tables.Customers.Get(db, customerId)!;
        return Tables.Customers.Update(db, customer, customer with { ContactCount = customer.ContactCount + contacts, PbxCount = customer.PbxCount + pbxs });
    }

    // The name is kept in what belongs to the customer, so that reading a list joins nothing. Renaming is rare.
    static void RenameIn(ChangeScope scope, Customer customer)
    {
        foreach (var contact in Tables.Contacts.Where(scope.Db, "customerId = ?", customer.Id))
        {
            var after = Tables.Contacts.Update(scope.Db, contact, contact with { Customer = customer.Name });
            scope.Record("CustomerRenamed", Subject.Of(after), contact, after);
        }

        foreach (var pbx in Tables.Pbxs.Where(scope.Db, "customerId = ?", customer.Id))
        {
            var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { Customer = customer.Name });
            scope.Record("CustomerRenamed", Subject.Of(after), pbx, after);
        }

        foreach (var request in Tables.Requests.Where(scope.Db, "pbxId IN (SELECT id FROM pbxs WHERE customerId = ?)", customer.Id))
        {
            var after = Tables.Requests.Update(scope.Db, request, request with { Customer = customer.Name });
            scope.Record("CustomerRenamed", Subject.Of(after, customer.Id), request, after);
        }
    }

    static Outcome<Customer> Unchanged(Customer customer) => new(new() { Resource = customer, Changed = false }, customer.ETag);
}
