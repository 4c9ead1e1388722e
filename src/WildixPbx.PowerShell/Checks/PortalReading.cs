using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Checks;

/// <summary>
/// Checks a change on another day or by another set of rules than the portal's own. The facts are read from the portal,
/// by reads alone, and the rules run here.
/// </summary>
sealed class PortalReading(IPortal portal, Func<CallContext> call, RuleSet rules, TimeZoneInfo zone, string currency, DateTimeOffset? now)
{
    PortalFacts? _facts;

    /// <summary>What the rules find.</summary>
    /// <param name="wanted">The change.</param>
    /// <param name="identity">The PBX: id, serial or name. A creation has none.</param>
    /// <param name="serverIdentity">The PBX whose licences are to be shared.</param>
    public async Task<Verdict> CheckAsync(WantedChange wanted, string? identity, string? serverIdentity)
    {
        var facts = _facts ??= await ReadPortalAsync();
        var pbx = identity is null ? null : await portal.GetAsync(PortalLookups.Pbx(identity), call());
        var server = serverIdentity is null ? null : await portal.GetAsync(PortalLookups.Pbx(serverIdentity), call());
        var customer = wanted.Customer is { } name ? await portal.GetAsync(PortalLookups.Customer(name), call()) : null;
        facts = facts with
        {
            CustomerHasContact = customer is null ? null : customer.ContactCount > 0,
            NameIsTaken = wanted.Name is { } asked ? await IsTakenAsync(PbxName.Normalize(asked)) : null,
            UnusedHardware = wanted.Platform == Platform.Hardware ? await UnusedHardwareAsync() : null,
            OtherLicensedPbx = (customer?.Id ?? pbx?.CustomerId) is { } owner ? await OtherLicensedAsync(owner, pbx?.Id) : null,
        };
        if (customer is not null) wanted = wanted with { Customer = customer.Id };
        return new(ChangeCheck.Check(wanted, facts, Facts(pbx), Facts(server)), pbx?.Name ?? wanted.Name, pbx?.Id);
    }

    static PbxFacts? Facts(Pbx? pbx) => pbx is null ? null : PbxFacts.Of(pbx);

    async Task<PortalFacts> ReadPortalAsync()
    {
        var profiles = await AllAsync(PortalQueries.Profiles());
        return new PortalFacts
        {
            Now = now ?? (await portal.GetAsync(PortalLookups.Info(), call())).Now,
            TimeZone = zone,
            RuleSet = rules,
            Regions = [.. (await AllAsync(PortalQueries.Regions())).Select(region => region.Name)],
            Profiles = [.. profiles.Select(profile => profile.Name)],
            Prices = new PriceList
            {
                Currency = currency,
                PerTerm = profiles.ToDictionary(profile => profile.Name, PricesOf),
                Once = new Dictionary<string, decimal>(),
            },
        };
    }

    static IReadOnlyDictionary<Term, decimal> PricesOf(LicenseProfile profile)
        => profile.Prices.Where(price => Enum.TryParse<Term>(price.Key, out _)).ToDictionary(price => (Term)Enum.Parse(typeof(Term), price.Key), price => price.Value.Amount);

    async Task<bool> IsTakenAsync(string name)
    {
        if (!PbxName.IsValid(name)) return false;
        try { return (await portal.GetAsync(PortalLookups.Pbx(name), call())).Name == name; }
        catch (NotFoundException) { return false; }
        catch (ConflictException) { return true; } // one has it as its name, another as its serial
    }

    async Task<int> UnusedHardwareAsync()
        => (await AllAsync(PortalQueries.HardwareOrders(HardwareOrder.PbxItem, unused: true))).Sum(order => order.Unused);

    async Task<string> OtherLicensedAsync(string customer, string? except)
        => (await AllAsync(PortalQueries.Pbxs(new PbxFilter { Customer = customer }))).FirstOrDefault(pbx => pbx.Id != except && pbx.Licenses.Total > 0)?.Name ?? "";

    async Task<List<T>> AllAsync<T>(PortalQuery<T> query)
    {
        var items = new List<T>();
        string? cursor = null;
        do
        {
            var page = await portal.ListAsync(query, new PageRequest(cursor), call());
            items.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return items;
    }
}
