using WildixPbx.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Contacts: added and removed.</summary>
static class ContactOperations
{
    /// <summary>Adds a contact. The same mail address is the same person, whose name may have changed.</summary>
    public static Outcome<Contact> Add(ChangeScope scope, string identity, NewContact body)
    {
        var customer = Identities.Customer(scope.Db, identity);
        scope.CheckTag(customer.Name, customer.ETag);
        var name = Texts.Name(body.Name, "name");
        var email = Texts.MailAddress(body.Email, "email");

        if (Tables.Contacts.FindWhere(scope.Db, "customerId = ? AND emailKey = ?", customer.Id, Key.Of(email)) is { } existing)
        {
            if (existing.Name == name) return new(new() { Resource = existing, Changed = false }, existing.ETag);
            var renamed = Tables.Contacts.Update(scope.Db, existing, existing with { Name = name });
            scope.Record("ContactChanged", Subject.Of(renamed), existing, renamed);
            return new(new() { Resource = renamed, Changed = true }, renamed.ETag);
        }

        var contact = Tables.Contacts.Insert(scope.Db, new Contact
        {
            Id = scope.NewId("con_"),
            CustomerId = customer.Id,
            Customer = customer.Name,
            Name = name,
            Email = email,
            CreatedOn = scope.Now,
        });
        CustomerOperations.Count(scope.Db, customer.Id, contacts: 1);
        scope.Record("ContactAdded", Subject.Of(contact), null, contact);
        return new(new() { Resource = contact, Changed = true }, contact.ETag, 201, "contacts/" + contact.Id);
    }

    public static Outcome<Contact> Remove(ChangeScope scope, string id)
    {
        var contact = Identities.Contact(scope.Db, id);
        scope.CheckTag(contact.Name, contact.ETag);
        Tables.Contacts.Delete(scope.Db, contact.Id);
        CustomerOperations.Count(scope.Db, contact.CustomerId, contacts: -1);
        scope.Record("ContactRemoved", Subject.Of(contact), contact, null);
        return new(new() { Resource = contact, Changed = true }, null);
    }
}
