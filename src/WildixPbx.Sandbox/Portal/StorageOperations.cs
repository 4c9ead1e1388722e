using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Storage of Cloud PBXs: increased, never decreased, in force from the next 01:00 on.</summary>
static class StorageOperations
{
    public static Outcome<Pbx> Set(ChangeScope scope, string identity, StorageUpdate body)
    {
        var pbx = Identities.PbxToChange(scope, identity);
        var fee = scope.Setup.Prices.List.Of(PriceList.StorageItem, pbx.Term, UnitsAdded(pbx, body.StorageGB));
        var findings = RuleCatalog.Check(new Proposal
        {
            Operation = RuleArea.Storage,
            Subject = pbx.Name,
            Now = scope.PortalNow,
            TimeZone = scope.Setup.TimeZone,
            RuleSet = scope.Setup.RuleSet,
            Pbx = pbx,
            Platform = pbx.Platform,
            Term = pbx.Term,
            StorageGB = body.StorageGB,
            Fee = fee,
            MaximumFee = body.MaximumFee,
        });
        var isSo = body.StorageGB == Rules.Storage.PromisedGB(pbx);
        if (Verdict.Refuses(findings, scope) || isSo)
            return new(new() { Resource = pbx, Changed = false, Fee = fee, EffectiveOn = isSo ? ScheduledStorage.Due(scope.Db, pbx.Id) : null, Findings = findings }, pbx.ETag);

        var due = Calendar.NextOneAm(scope.PortalNow, scope.Setup.TimeZone).ToUniversalTime();
        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { ScheduledStorageGB = body.StorageGB });
        ScheduledStorage.Put(scope.Db, pbx.Id, due);
        scope.Record("StorageScheduled", Subject.Of(after), pbx, after);
        return new(new() { Resource = after, Changed = true, Fee = fee, EffectiveOn = due, Findings = findings }, after.ETag);
    }

    /// <summary>Brings the increase that waits into force.</summary>
    public static void Apply(ChangeScope scope, Pbx pbx)
    {
        ScheduledStorage.Remove(scope.Db, pbx.Id);
        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { StorageGB = pbx.ScheduledStorageGB, ScheduledStorageGB = null });
        scope.Record("StorageIncreased", Subject.Of(after), pbx, after);
    }

    static int UnitsAdded(Pbx pbx, int size) => (int)Math.Max(0, ((long)size - (Rules.Storage.PromisedGB(pbx) ?? size)) / Rules.Storage.UnitGB);
}
