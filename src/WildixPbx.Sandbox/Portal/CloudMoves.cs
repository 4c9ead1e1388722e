using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>
/// The guide's "Migrate to new WCloud PBX": a Cloud PBX that takes the place of a Per User subscription PBX at the portal. The
/// data on the box are moved by the box itself. What becomes of the old PBX, and the way back, are ours.
/// </summary>
static class CloudMoves
{
    public static Outcome<CloudMove> Make(ChangeScope scope, string identity, CloudMoveOrder body)
    {
        var pbx = Identities.Pbx(scope.Db, identity);
        scope.CheckTag(pbx.Name, pbx.ETag);
        CheckOverrides(body);
        var region = string.IsNullOrWhiteSpace(body.Region) ? null : scope.Setup.Prices.Spelling(body.Region);
        if (MadeBefore(scope.Db, pbx, region) is { } made) return Unchanged(made, made.Source.Id == pbx.Id ? made.Source : made.Target, []);
        if (pbx.State == PbxState.Migrated) throw Refusal.Migrated(pbx);

        var findings = Check(scope, pbx, region, body.Overrides);
        var instance = Instance(scope, pbx, region);
        if (Verdict.Refuses(findings, scope)) return Unchanged(new() { Source = pbx, Target = instance }, pbx, findings);
        if (pbx.SharingServer is not null || pbx.RequestedSharingServer is not null) throw Refusal.IsClient(pbx, "be moved to the Cloud");

        // The old one first: a name is one PBX's only.
        var source = Tables.Pbxs.Update(scope.Db, pbx, Emptied(pbx, instance.Id));
        scope.Record("PbxMovedToCloud", Subject.Of(source), pbx, source);
        BoxTable.Schedule(scope.Db, source.Id, renewAt: null, mailAt: null);
        var target = Tables.Pbxs.Insert(scope.Db, instance);
        scope.Record("CloudInstanceCreated", Subject.Of(target), null, target);
        CustomerOperations.Count(scope.Db, target.CustomerId, pbxs: 1);
        Serials.GiveAll(scope.Db, source.Id, target.Id);
        Followers.Follow(scope, source.Id, target, "PbxMovedToCloud");
        return new(new() { Resource = new CloudMove { Source = source, Target = target }, Changed = true, EffectiveOn = scope.Now, Findings = findings }, source.ETag, 201, "pbxs/" + target.Id);
    }

    /// <summary>The way back, whatever became of the Cloud PBX's counts and term in the meantime. What only a Cloud PBX can have is in the way.</summary>
    public static Outcome<CloudMove> Undo(ChangeScope scope, string identity)
    {
        var pbx = Identities.Pbx(scope.Db, identity);
        scope.CheckTag(pbx.Name, pbx.ETag);
        if (UndoneBefore(scope.Db, pbx) is { } undone) return Unchanged(undone, pbx, []);
        var before = pbx.State != PbxState.Migrated ? pbx : Tables.Pbxs.Get(scope.Db, pbx.MigratedTo!)!;
        if (before.MigratedFrom is not { } sourceId) throw Refusal.NotMoved(pbx);

        var empty = Renewals.BringUpToDate(scope.Db, Tables.Pbxs.Get(scope.Db, sourceId)!, scope.Now);
        var findings = Verdict.Of(["StorageOnlyOnCloud"], new Proposal
        {
            Operation = RuleArea.Create,
            Subject = before.Name,
            Now = scope.PortalNow,
            RuleSet = scope.Setup.RuleSet,
            Platform = empty.Platform,
            StorageGB = Rules.Storage.PromisedGB(before) is { } size and > Rules.Storage.DefaultGB ? size : null,
        });
        if (Verdict.Refuses(findings, scope)) return Unchanged(new() { Source = empty, Target = before }, before, findings);
        if (before.SharingServer is not null || before.RequestedSharingServer is not null) throw Refusal.IsClient(before, "be moved back");

        var target = Tables.Pbxs.Update(scope.Db, before, Emptied(before, sourceId));
        scope.Record("CloudMoveUndone", Subject.Of(target), before, target);
        var source = Tables.Pbxs.Update(scope.Db, empty, Restored(empty, before, scope));
        scope.Record("CloudMoveUndone", Subject.Of(source), empty, source);
        Renewals.Schedule(scope.Db, source, BoxTable.Get(scope.Db, source.Id).Online, scope.Now);
        CustomerOperations.Count(scope.Db, empty.CustomerId, pbxs: -1);
        CustomerOperations.Count(scope.Db, source.CustomerId, pbxs: 1);
        Serials.GiveAll(scope.Db, target.Id, source.Id);
        Followers.Follow(scope, target.Id, source, "CloudMoveUndone");
        return new(new() { Resource = new CloudMove { Source = source, Target = target }, Changed = true, EffectiveOn = scope.Now, Findings = findings }, pbx.Id == source.Id ? source.ETag : target.ETag);
    }

    static void CheckOverrides(CloudMoveOrder body)
    {
        if (MigrationOverrides.Refused(body.Overrides).FirstOrDefault() is { } name)
            throw Refusal.Invalid($"The rule '{name}' can't be overridden.", $"Only {string.Join(", ", MigrationOverrides.Known)} can.");
    }

    // By the old PBX's id, or by the name and serial, which are the Cloud PBX's now. Another region would be another move.
    static CloudMove? MadeBefore(DbSession db, Pbx pbx, string? region)
    {
        var target = pbx.State == PbxState.Migrated ? Tables.Pbxs.Get(db, pbx.MigratedTo!)! : pbx;
        return target.MigratedFrom is { } sourceId && (region is null || region == target.Region)
            ? new() { Source = Tables.Pbxs.Get(db, sourceId)!, Target = target } : null;
    }

    // By the emptied Cloud PBX's id, or by whatever the old PBX is called again.
    static CloudMove? UndoneBefore(DbSession db, Pbx pbx)
    {
        if (pbx is { State: PbxState.Migrated, Platform: Platform.Cloud }) return new() { Source = Tables.Pbxs.Get(db, pbx.MigratedTo!)!, Target = pbx };
        if (pbx.State == PbxState.Migrated || pbx.Platform == Platform.Cloud) return null;
        var emptied = Tables.Pbxs.Where(db, "state = ?", nameof(PbxState.Migrated)).LastOrDefault(other => other.MigratedTo == pbx.Id);
        return emptied is null ? null : new() { Source = pbx, Target = emptied };
    }

    static IReadOnlyList<Finding> Check(ChangeScope scope, Pbx pbx, string? region, IReadOnlyList<string> overrides)
    {
        var box = BoxTable.Get(scope.Db, pbx.Id);
        var move = new Proposal
        {
            Operation = RuleArea.Migration,
            Subject = pbx.Name,
            Now = scope.PortalNow,
            TimeZone = scope.Setup.TimeZone,
            RuleSet = scope.Setup.RuleSet,
            Pbx = pbx,
            Platform = pbx.Platform,
            Migration = new() { DatabaseEngine = box.Database, DatabaseBytes = box.DatabaseBytes, Overrides = overrides },
        };
        var instance = move with { Operation = RuleArea.Create, Platform = Platform.Cloud, Region = region, Regions = scope.Setup.Prices.RegionNames };
        return [.. RuleCatalog.Check(move), .. Verdict.Of(["RegionRequired", "RegionUnknown"], instance)];
    }

    static Pbx Instance(ChangeScope scope, Pbx pbx, string? region) => pbx with
    {
        Id = scope.NewId("pbx_"),
        Platform = Platform.Cloud,
        Model = PbxModel.Cloud,
        Region = region,
        State = PbxState.Activating,
        MigratedFrom = pbx.Id,
        CreatedOn = scope.Now,
        StorageGB = Rules.Storage.DefaultGB,
        LastRenewal = null,
        ETag = null,
    };

    static Pbx Emptied(Pbx pbx, string takenBy) => pbx with
    {
        State = PbxState.Migrated,
        MigratedTo = takenBy,
        MigratedFrom = null,
        Serial = null,
        FormerSerials = pbx.Serial is { } serial ? [.. pbx.FormerSerials, serial] : pbx.FormerSerials,
        ExpiresOn = null,
        Licenses = [],
        RequestedLicenses = [],
        SshOpenedOn = null,
        SshOpenUntil = null,
        InNetwork = false,
    };

    // A box that is online renews as soon as the licence is its own again.
    static Pbx Restored(Pbx pbx, Pbx from, ChangeScope scope) => pbx with
    {
        Name = from.Name,
        Customer = from.Customer,
        CustomerId = from.CustomerId,
        Term = from.Term,
        TermStartedOn = from.TermStartedOn,
        ExpiresOn = from.ExpiresOn,
        Serial = from.Serial,
        FormerSerials = from.FormerSerials,
        State = pbx.LastRenewal is null ? PbxState.Created : PbxState.Active,
        MigratedTo = null,
        Licenses = from.Licenses,
        RequestedLicenses = from.RequestedLicenses,
        InNetwork = from.InNetwork,
        LastRenewal = BoxTable.Get(scope.Db, pbx.Id).Online ? scope.Now : pbx.LastRenewal,
    };

    static Outcome<CloudMove> Unchanged(CloudMove move, Pbx pbx, IReadOnlyList<Finding> findings) => new(new() { Resource = move, Changed = false, Findings = findings }, pbx.ETag);
}
