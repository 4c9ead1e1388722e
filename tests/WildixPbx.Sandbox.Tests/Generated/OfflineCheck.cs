using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>The check that the module makes without a portal, on what the portal's answers said.</summary>
static class OfflineCheck
{
    public static IReadOnlyList<Finding> Check(Wish wish)
    {
        if (wish.Kind == "tocloud") return CheckMove(wish);
        var wanted = new WantedChange
        {
            Operation = Enum.Parse<ChangeOperation>(wish.Kind, ignoreCase: true),
            Name = wish.Name.Length > 0 ? wish.Name : null,
            Customer = wish.CustomerId.Length > 0 ? wish.CustomerId : null,
            Platform = wish.Kind == "create" ? Enum.Parse<Platform>(wish.Platform) : null,
            Model = wish.Model,
            Region = wish.Region,
            Term = wish.Kind is "create" or "term" ? Enum.Parse<Term>(wish.Term) : null,
            Licensing = wish.Kind == "create" ? Enum.Parse<Licensing>(wish.Licensing) : null,
            Counts = Counts(wish.Counts),
            StorageGB = wish.Storage,
            SshOpen = wish.Open,
            MaximumFee = wish.MaximumFee,
        };
        var facts = new PortalFacts
        {
            Now = wish.Now,
            RuleSet = RuleSet.Find(wish.RuleSet)!,
            Regions = PriceListFile.Regions,
            Profiles = PriceListFile.Profiles,
            Prices = PriceListFile.Prices,
            CustomerHasContact = wish.HasContact,
            NameIsTaken = wish.NameTaken,
            UnusedHardware = wish.BoxesLeft,
            OtherLicensedPbx = wish.OtherLicensed,
            AssignedUsers = wish.Assigned is null ? null : new LicenseCounts(wish.Assigned),
        };
        return ChangeCheck.Check(wanted, facts, Facts(wish.Box), Facts(wish.Server));
    }

    static IReadOnlyList<Finding> CheckMove(Wish wish)
    {
        var (pbx, rules) = (Facts(wish.Box)!, RuleSet.Find(wish.RuleSet)!);
        var instance = new Proposal { Operation = RuleArea.Create, Subject = pbx.Name!, Now = wish.Now, RuleSet = rules, Present = pbx, Platform = Platform.Cloud, Region = wish.Region, Regions = [.. PriceListFile.Regions, "EU-West-1"] };
        return [.. PbxMigrationCheck.Of(pbx, new(), rules, wish.Now).Findings, .. new[] { "RegionRequired", "RegionUnknown" }.SelectMany(id => RuleCatalog.Get(id).Check(instance))];
    }

    static PbxFacts? Facts(Box? box) => box is null ? null : PbxFacts.Of(box.Json.Deserialize<Pbx>(WireJson.Options)!);

    static LicenseCounts Counts(IReadOnlyList<Count> counts) => new(counts.Select(count => KeyValuePair.Create(count.Profile, count.Number)));

    /// <summary>The sandbox's price list, read as the sandbox reads it.</summary>
    static class PriceListFile
    {
        static readonly Portal.PriceBook Book = Portal.PriceBook.Load(Path.Combine(BuiltFiles.Root, "src", "WildixPbx.Sandbox", "prices.json"));

        public static IReadOnlyList<string> Regions => Book.RegionNames;

        public static IReadOnlyList<string> Profiles => Book.ProfileNames;

        public static PriceList Prices => Book.List;
    }
}
