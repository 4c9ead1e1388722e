using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>PBXs: created, and activated when their time has come.</summary>
static class PbxOperations
{
    const string SerialPrefix = "2211";

    public static Outcome<Pbx> Create(ChangeScope scope, NewPbx body)
    {
        scope.CheckNoTag();
        var customer = Identities.Customer(scope.Db, body.Customer);
        var wish = Wish.Of(body, scope.Setup.Prices);
        var findings = RuleCatalog.Check(Proposal(scope, customer, body, wish));
        var pbx = Build(scope, customer, body, wish);
        if (Verdict.Refuses(findings, scope))
            return new(new() { Resource = pbx, Changed = false, Fee = wish.Fee, Findings = findings }, null);

        if (!scope.Order.DryRun) pbx = pbx with { Serial = NextSerial(scope.Db) };
        pbx = Tables.Pbxs.Insert(scope.Db, pbx);
        if (pbx.Serial is { } serial) Serials.Add(scope.Db, serial, pbx.Id);
        CustomerOperations.Count(scope.Db, customer.Id, pbxs: 1);
        scope.Record("PbxCreated", Subject.Of(pbx), null, pbx);
        if (pbx.Platform == Platform.Hardware) HardwareOperations.Use(scope);

        var change = new Change<Pbx>
        {
            Resource = pbx,
            Changed = true,
            Fee = wish.Fee,
            EffectiveOn = scope.Now,
            ReportMistakeBy = scope.ReportMistakeBy,
            Findings = findings,
        };
        return new(change, pbx.ETag, 201, "pbxs/" + pbx.Id);
    }

    /// <summary>Activates a Cloud PBX whose time has come.</summary>
    public static void Activate(ChangeScope scope, Pbx pbx)
    {
        var active = Tables.Pbxs.Update(scope.Db, pbx, pbx with { State = PbxState.Active });
        scope.Record("PbxActivated", Subject.Of(active), pbx, active);
    }

    /// <summary>The name of another PBX of a customer that has licences; empty where there is none.</summary>
    public static string OtherLicensed(DbSession db, string customerId, string? exceptId = null)
        => db.Text("SELECT nameKey FROM pbxs WHERE customerId = ? AND licensed = 1 AND id <> ? ORDER BY row LIMIT 1", customerId, exceptId ?? "") ?? "";

    static Proposal Proposal(ChangeScope scope, Customer customer, NewPbx body, Wish wish) => new()
    {
        Operation = RuleArea.Create,
        Subject = wish.Name,
        Now = scope.PortalNow,
        TimeZone = scope.Setup.TimeZone,
        RuleSet = scope.Setup.RuleSet,
        Name = wish.Name,
        Platform = body.Platform,
        Model = body.Model,
        Region = wish.Region,
        Term = body.Term,
        Counts = wish.Counts,
        StorageGB = body.StorageGB,
        Fee = wish.Fee,
        MaximumFee = body.MaximumFee,
        CustomerHasContact = customer.ContactCount > 0,
        NameIsTaken = Tables.Pbxs.Find(scope.Db, "nameKey", Key.Of(wish.Name)) is not null,
        Regions = scope.Setup.Prices.RegionNames,
        Profiles = scope.Setup.Prices.ProfileNames,
        UnusedHardware = body.Platform == Platform.Hardware ? HardwareOperations.Unused(scope.Db) : null,
        OtherLicensedPbx = OtherLicensed(scope.Db, customer.Id),
    };

    static Pbx Build(ChangeScope scope, Customer customer, NewPbx body, Wish wish)
    {
        var isCloud = body.Platform == Platform.Cloud;
        LicenseCounts counts = [];
        foreach (var count in wish.Counts) counts.Put(count.Key, count.Value);
        var pbx = new Pbx
        {
            Id = scope.NewId("pbx_"),
            Name = wish.Name,
            Customer = customer.Name,
            CustomerId = customer.Id,
            Platform = body.Platform,
            Model = PbxModel.Of(body.Platform),
            Region = wish.Region,
            Term = body.Term,
            Licensing = body.Licensing,
            State = isCloud ? PbxState.Activating : PbxState.Created,
            CreatedOn = scope.Now,
            Licenses = counts,
            RequestedLicenses = new LicenseCounts(counts),
            StorageGB = isCloud ? body.StorageGB ?? Rules.Storage.DefaultGB : body.StorageGB,
            // Since April 2022 new PBXs of a customer are in its WMS Network by themselves.
            InNetwork = scope.Setup.RuleSet != RuleSet.Guide2020,
        };
        return Terms.Begin(pbx, body.Term, scope);
    }

    /// <summary>A serial that no PBX had.</summary>
    public static string NextSerial(DbSession db) => SerialPrefix + Meta.Next(db, "serial").ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What is asked for, in the portal's spelling, with its fee.</summary>
    sealed record Wish(string Name, string? Region, LicenseCounts Counts, Money Fee)
    {
        public static Wish Of(NewPbx body, PriceBook prices)
        {
            var counts = Verdict.Spelled(body.Licenses, prices);
            var fee = counts.Sum(count => prices.List.Of(count.Key, body.Term, count.Value).Amount);
            if (body.StorageGB is { } size) fee += prices.List.Of(PriceList.StorageItem, body.Term, (size - Rules.Storage.DefaultGB) / Rules.Storage.UnitGB).Amount;
            return new(
                PbxName.Normalize(body.Name),
                string.IsNullOrWhiteSpace(body.Region) ? null : prices.Spelling(body.Region),
                counts,
                new Money(fee, prices.List.Currency));
        }
    }
}
