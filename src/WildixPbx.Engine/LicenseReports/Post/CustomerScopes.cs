using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>
/// Which PBXs stand in whose mail: those of a customer in one mail to its contacts. Where the customer is not known, two
/// contacts may be of two firms, so each of them gets a mail of its own, about the PBXs that name it.
/// </summary>
sealed class CustomerScopes
{
    readonly SortedDictionary<string, ReportScope> _customers = new(StringComparer.OrdinalIgnoreCase);
    readonly SortedDictionary<string, ReportScope> _contacts = new(StringComparer.Ordinal);
    readonly List<string> _nobodys = [];

    /// <summary>The customers of whom no contact is known.</summary>
    public IReadOnlyCollection<string> WithoutContact => [.. _customers.Values.Where(static scope => scope.Contacts.Count == 0).Select(static scope => scope.Customer!)];

    /// <summary>The PBXs of which neither customer nor contact is known.</summary>
    public IReadOnlyList<string> Nobodys => _nobodys;

    /// <summary>Those that go to somebody, in the order of customers, then of contacts.</summary>
    public IEnumerable<ReportScope> Addressed => _customers.Values.Where(static scope => scope.Contacts.Count > 0).Concat(_contacts.Values);

    /// <summary>What a message is about.</summary>
    public ReportScope Of(LicenseReportMessage message) => message.Contact is { } contact ? _contacts[contact] : _customers[NameText.Composed(message.Customer!)];

    /// <summary>Adds a PBX.</summary>
    /// <exception cref="ValidationException">An address of the contact is none; the others get their mail.</exception>
    public void Add(LicenseCheckStatus status, string? contact)
    {
        var addresses = contact is null ? [] : MailAddresses.Split([contact]);
        if (string.IsNullOrWhiteSpace(status.Customer))
        {
            foreach (var one in addresses.Where(MailAddresses.IsOne).ToLookup(MailAddresses.AddressOf)) ScopeOf(one.Key, one.First()).Add(status);
            if (addresses.Count == 0) _nobodys.Add(status.Pbx);
            foreach (var address in addresses) MailAddresses.Check(address, "Contact");
            return;
        }

        if (!_customers.TryGetValue(NameText.Composed(status.Customer!), out var scope)) _customers.Add(NameText.Composed(status.Customer!), scope = new ReportScope(status.Customer));
        scope.Add(status);
        Address(scope, addresses);
    }

    /// <summary>Adds a mail address of a customer; of one that has no PBX here it says nothing.</summary>
    /// <exception cref="ValidationException">It is none.</exception>
    public void AddContact(string customer, string email)
    {
        if (_customers.TryGetValue(NameText.Composed(customer), out var scope)) Address(scope, MailAddresses.Split([email]));
    }

    static void Address(ReportScope scope, IReadOnlyList<string> addresses)
    {
        foreach (var address in addresses) scope.Contacts.Add(MailAddresses.Check(address, "Contact"));
    }

    ReportScope ScopeOf(string contact, string asWritten)
    {
        if (_contacts.TryGetValue(contact, out var scope)) return scope;
        _contacts.Add(contact, scope = new ReportScope(null, contact));
        scope.Contacts.Add(asWritten);
        return scope;
    }
}
