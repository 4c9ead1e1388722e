using WildixPbx.Engine.Runs;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Migrations;

/// <summary>Begins moves to the Cloud of one state folder on one portal, goes on with them, and gives them up.</summary>
sealed class Migrator(RunStore store, IPortal portal, MigrationTools tools, TimeProvider? time = null) : IMigrator
{
    readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public void RefuseOpen(Pbx pbx, MigrationPlan plan)
    {
        if (plan.TargetPbxId is not null) RefuseTaken(pbx, plan);
        if (store.FindOpen(portal.Uri, pbx.Id) is { } open) throw RunErrors.Open(open);
    }

    /// <inheritdoc/>
    public async Task<MigrationProof> ProveAsync(Pbx pbx, MigrationAccess access, CallContext call)
    {
        using var session = await tools.Ssh.ConnectAsync(access.OldBox, call.Stop).ConfigureAwait(false);
        await MigrationBoxes.CheckOldAsync(session, access, pbx.Name, [pbx.Serial, .. pbx.FormerSerials], call.Stop).ConfigureAwait(false);
        using var terminal = await MigrationScript.RootAsync(session, access, call.Stop).ConfigureAwait(false);
        return new(session.HostKey, await MigrationLook.DoubtOfOldPasswordAsync(tools, access, pbx.Name, call).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<PbxMigration> BeginAsync(Pbx pbx, MigrationPlan plan, CallContext call)
    {
        // One Cloud PBX takes the data of one PBX: those of a second one would be written over them.
        using var target = plan.TargetPbxId is { } targetId ? await store.LockPbxAsync(portal.Uri, targetId, call.Stop).ConfigureAwait(false) : null;
        if (plan.TargetPbxId is not null) RefuseTaken(pbx, plan);
        RunHead? begun = null;
        var run = await store.BeginAsync(
            id => begun = new RunHead
            {
                Id = id,
                Kind = RunKind.Migration,
                Portal = portal.Uri,
                PbxId = pbx.Id,
                Pbx = pbx.Name,
                Serial = pbx.Serial,
                Customer = pbx.Customer,
                CreatedOn = _time.GetUtcNow(),
                Migration = plan,
            },
            portal.Uri, pbx.Id, call.Stop).ConfigureAwait(false);
        return begun is null ? throw RunErrors.Open(run) : MigrationSteps.Migration(store.Read(run.Id));
    }

    /// <inheritdoc/>
    public Task<MigrationOutcome> GoOnAsync(string id, MigrationAccess access, MigrationTalk talk, CallContext call)
        => WithRunAsync(id, call, (folder, head) => new MigrationRun(folder, head, portal, tools, access, talk, _time).GoOnAsync(call));

    /// <inheritdoc/>
    public Task<MigrationOutcome> StopAsync(string id, CallContext call)
        => WithRunAsync(id, call, (folder, head) => new MigrationStop(folder, head, portal, _time).RunAsync(call));

    /// <inheritdoc/>
    public async Task<PbxMigration> LookAsync(PbxMigration migration, CallContext call)
    {
        var isOnRecord = migration.OldBox != MigrationWords.NothingOnRecord;
        if (!migration.IsOpen || (migration.TargetPbxId is null && isOnRecord)) return migration;
        if (!RunKeys.MayBeSamePortal(migration.Portal, portal.Uri)) throw RunErrors.OtherPortal(migration.Id, migration.Pbx, migration.Portal, portal.Uri);
        try
        {
            if (!isOnRecord)
            {
                var old = await portal.GetAsync(PortalLookups.Pbx(migration.PbxId), call).ConfigureAwait(false);
                migration = migration with { OldBox = $"{migration.OldBox}; {old.State} at the portal" };
            }

            if (migration.TargetPbxId is not { } target) return migration;
            var pbx = await portal.GetAsync(PortalLookups.Pbx(target), call).ConfigureAwait(false);
            return migration with { CloudBox = $"{migration.CloudBox}; {pbx.State} at the portal" };
        }
        catch (NotFoundException) when (migration.Portal != portal.Uri) { throw RunErrors.OtherPortal(migration.Id, migration.Pbx, migration.Portal, portal.Uri); }
    }

    void RefuseTaken(Pbx pbx, MigrationPlan plan)
    {
        foreach (var id in store.Ids)
        {
            RunRecord record;
            try { record = store.Read(id); }
            catch (WildixPbxException) { continue; } // one that is damaged, or was removed just now, says nothing
            if (record.Head.Migration?.TargetPbxId != plan.TargetPbxId || record.Head.PbxId == pbx.Id) continue;
            var other = MigrationSteps.Migration(record);
            if (other.IsOpen || record.Journal.Any(entry => entry.Step == MigrationSteps.MoveData)) throw MigrationErrors.TargetTaken(plan, other);
        }
    }

    async Task<MigrationOutcome> WithRunAsync(string id, CallContext call, Func<RunFolder, RunHead, Task<MigrationOutcome>> work)
    {
        var folder = store.Find(id);
        using (await store.LockAsync(id, folder, call.Stop).ConfigureAwait(false))
        {
            var head = store.Find(id).ReadHead(); // it may have been removed while the lock was waited for
            RunKinds.RefuseOther(RunKinds.Read(head, []), RunKind.Migration);
            await RunPortal.CheckAsync(head, portal, call).ConfigureAwait(false);
            return await work(folder, head).ConfigureAwait(false);
        }
    }
}
