using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Seeding;

/// <summary>A customer of a seeded estate with all that belongs to it.</summary>
sealed record SeededCustomer(Customer Customer, IReadOnlyList<Contact> Contacts, IReadOnlyList<Pbx> Pbxs);

/// <summary>The customers of a seeded estate, in order, each the same whenever it is asked for.</summary>
sealed class SeededCustomers(string seed, DateTimeOffset moment, PortalSetup setup)
{
    static readonly (string Name, string Mailbox)[] Contacts =
        [("IT", "it"), ("Telephony", "telephony"), ("Facility management", "facility"), ("Réception", "reception"), ("Einkauf", "einkauf"), ("Assistenza", "assistenza")];

    static readonly string[] Sites = ["", "lager", "nord", "sud", "werk", "filiale", "depot", "office"];

    readonly int _start = CompanyNames.StartOf(seed);
    readonly SeededPbxs _pbxs = new(seed, moment, setup);

    /// <summary>A customer.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="firstPbx">The number of its first PBX in the estate.</param>
    /// <param name="most">How many PBXs are left for it.</param>
    public SeededCustomer Of(long index, long firstPbx, long most)
    {
        var dice = new Dice(seed, "customer", index);
        var company = CompanyNames.Of(_start, index);
        var count = (int)Math.Min(most, Size(dice));
        var contacts = dice.From(1, 3);
        var first = dice.Below(Contacts.Length);
        var customer = new Customer
        {
            Id = dice.Id("cus_"),
            Name = company.Name,
            ContactCount = contacts,
            PbxCount = count,
            CreatedOn = moment - TimeSpan.FromDays(3000),
        };
        return new(
            customer,
            [.. Enumerable.Range(first, contacts).Select(which => Contact(dice, customer, company, Contacts[which % Contacts.Length]))],
            [.. Enumerable.Range(0, count).Select(which => _pbxs.Of(firstPbx + which, customer, NameOf(company, which)))]);
    }

    // Most have one or two, and a few have many.
    static int Size(Dice dice) => dice.Below(100) switch
    {
        < 55 => 1,
        < 85 => dice.From(2, 3),
        < 98 => dice.From(4, 10),
        _ => dice.From(11, 60),
    };

    static string NameOf(CompanyName company, int which)
    {
        var site = Sites[which % Sites.Length];
        var round = which / Sites.Length;
        return company.Label + (site.Length > 0 ? "-" + site : "") + (round > 0 ? FormattableString.Invariant($"-{round + 1}") : "");
    }

    Contact Contact(Dice dice, Customer customer, CompanyName company, (string Name, string Mailbox) contact) => new()
    {
        Id = dice.Id("con_"),
        CustomerId = customer.Id,
        Customer = customer.Name,
        Name = $"{contact.Name} {company.Town}",
        Email = $"{contact.Mailbox}@{company.Label}.example",
        CreatedOn = moment - TimeSpan.FromDays(3000),
    };
}
