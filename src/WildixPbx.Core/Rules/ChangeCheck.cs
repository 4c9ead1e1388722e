namespace WildixPbx.Rules;

/// <summary>Checks a wanted change on what is known, without a portal: for files, for another date or another set of rules.</summary>
public static class ChangeCheck
{
    /// <summary>What holds for a new name, and for a new customer: a part of what holds for a new PBX.</summary>
    static readonly string[] OfRename = [nameof(PbxNameInvalid), nameof(PbxNameTaken)], OfMove = [nameof(CustomerContactRequired), nameof(OneLicensedPbxPerCustomer)];

    /// <summary>All findings of a change, in the order of the catalogue.</summary>
    /// <param name="wanted">The change.</param>
    /// <param name="portal">What is known of the portal.</param>
    /// <param name="pbx">What is known of the PBX; none for a creation.</param>
    /// <param name="server">What is known of the PBX whose licences are to be shared.</param>
    public static IReadOnlyList<Finding> Check(WantedChange wanted, PortalFacts portal, PbxFacts? pbx = null, PbxFacts? server = null)
    {
        if (IsSoAlready(wanted, pbx)) return [];
        var proposal = ToProposal(wanted, portal, pbx, server);
        return wanted.Operation switch
        {
            ChangeOperation.Rename => Check(proposal, OfRename),
            ChangeOperation.Move => Check(proposal, OfMove),
            ChangeOperation.Sharing when IsSharing(pbx, server) => [.. RuleCatalog.Check(proposal).Where(finding => finding.Severity != Severity.Error)],
            _ => RuleCatalog.Check(proposal),
        };
    }

    /// <summary>Whether a PBX shares the licences of another one already, or has asked to: to ask again breaks no rule.</summary>
    static bool IsSharing(PbxFacts? client, PbxFacts? server)
        => server?.Id is { Length: > 0 } id && (client?.RequestedSharingServer ?? client?.SharingServer) == id;

    /// <summary>Whether a PBX has its new name or its new customer already, so that nothing changes that a rule could judge.</summary>
    static bool IsSoAlready(WantedChange wanted, PbxFacts? pbx) => wanted.Operation switch
    {
        ChangeOperation.Rename => wanted.Name is { } name && PbxName.Normalize(name) == pbx?.Name,
        ChangeOperation.Move => wanted.Customer is { } customer && (customer == pbx?.CustomerId || string.Equals(customer, pbx?.Customer, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    /// <summary>The change with all that is known around it, as the rules judge it.</summary>
    public static Proposal ToProposal(WantedChange wanted, PortalFacts portal, PbxFacts? pbx = null, PbxFacts? server = null)
    {
        var isNew = wanted.Operation is ChangeOperation.Create or ChangeOperation.Rename or ChangeOperation.Move;
        var name = wanted.Name is null ? null : PbxName.Normalize(wanted.Name);
        var counts = wanted.Operation == ChangeOperation.Move ? pbx?.Licenses ?? [] : Spelled(wanted.Counts, portal.Profiles);
        return new Proposal
        {
            Operation = AreaOf(wanted.Operation),
            Subject = pbx?.ToString() is { Length: > 0 } subject ? subject : name ?? "",
            Now = TimeZoneInfo.ConvertTime(portal.Now, portal.TimeZone),
            TimeZone = portal.TimeZone,
            RuleSet = portal.RuleSet,
            Present = isNew ? null : pbx,
            PresentServer = server,
            Name = name,
            Platform = wanted.Platform ?? pbx?.Platform,
            Model = wanted.Model,
            Region = wanted.Region is { } region ? Spelled(region, portal.Regions) : null,
            Term = wanted.Term ?? pbx?.Term,
            Counts = counts,
            PendingCounts = pbx?.PendingCounts ?? [],
            StorageGB = wanted.StorageOf(pbx),
            Fee = FeeOf(wanted, counts, portal.Prices, pbx),
            MaximumFee = wanted.MaximumFee,
            CustomerHasContact = portal.CustomerHasContact,
            NameIsTaken = portal.NameIsTaken,
            Regions = portal.Regions,
            Profiles = portal.Profiles,
            UnusedHardware = portal.UnusedHardware,
            OtherLicensedPbx = portal.OtherLicensedPbx,
            AssignedUsers = portal.AssignedUsers,
        };
    }

    static IReadOnlyList<Finding> Check(Proposal proposal, IEnumerable<string> ids)
        => [.. ids.Select(RuleCatalog.Get).Where(rule => rule.Info.Sets.Contains(proposal.RuleSet)).SelectMany(rule => rule.Check(proposal))];

    static RuleArea AreaOf(ChangeOperation operation) => operation switch
    {
        ChangeOperation.Licenses => RuleArea.Licenses,
        ChangeOperation.Term => RuleArea.Term,
        ChangeOperation.Storage => RuleArea.Storage,
        ChangeOperation.Ssh => RuleArea.Ssh,
        ChangeOperation.Sharing => RuleArea.Sharing,
        _ => RuleArea.Create,
    };

    /// <summary>The counts under the portal's spelling of the profiles.</summary>
    static LicenseCounts Spelled(LicenseCounts asked, IReadOnlyCollection<string>? profiles)
        => profiles is null ? asked : new LicenseCounts(asked.Select(count => new KeyValuePair<string, int>(Spelled(count.Key, profiles), count.Value)));

    /// <summary>A word as the portal's list has it; as it was written where it is not in the list.</summary>
    static string Spelled(string word, IReadOnlyCollection<string>? list)
        => list?.FirstOrDefault(known => string.Equals(known, word.Trim(), StringComparison.OrdinalIgnoreCase)) ?? word;

    /// <summary>The sum of the increases times the price; none where a price, a term or a present count is not known.</summary>
    static Money? FeeOf(WantedChange wanted, LicenseCounts counts, PriceList? prices, PbxFacts? pbx)
    {
        if (prices is null || (wanted.Term ?? pbx?.Term) is not { } term) return null;
        var isNew = wanted.Operation == ChangeOperation.Create;
        decimal? fee = wanted.Operation switch
        {
            ChangeOperation.Create or ChangeOperation.Licenses or ChangeOperation.Term => OfCounts(),
            ChangeOperation.Storage => 0,
            _ => null,
        };
        if (wanted.Operation is ChangeOperation.Create or ChangeOperation.Storage && wanted.StorageOf(pbx) is { } size)
        {
            var units = (int)(((long)size - (isNew ? Storage.DefaultGB : pbx?.PromisedStorageGB ?? size)) / Storage.UnitGB);
            fee = units > 0 && !prices.PerTerm.ContainsKey(PriceList.StorageItem) ? null : fee + prices.Of(PriceList.StorageItem, term, units).Amount;
        }

        return fee is { } amount ? new Money(amount, prices.Currency) : null;

        decimal? OfCounts()
        {
            decimal? sum = 0;
            foreach (var count in counts)
                sum += (isNew ? 0 : pbx?.CountOf(count.Key)) is { } present ? prices.Of(count.Key, term, Math.Max(0, count.Value - present)).Amount : null;
            return sum;
        }
    }
}
