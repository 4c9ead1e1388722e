using WildixPbx.Engine.Runs;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Migrations;

/// <summary>Gives a move up: what the portal has done of it is taken back; what was copied to the Cloud PBX stays there.</summary>
sealed class MigrationStop(RunFolder folder, RunHead head, IPortal portal, TimeProvider time) : RunWork(folder, head, portal, time)
{
    readonly string _transcript = folder.Transcript;
    readonly MigrationPlan _plan = head.Migration!;

    public async Task<MigrationOutcome> RunAsync(CallContext call)
    {
        var state = MigrationSteps.StateOf(_plan, Journal);
        if (state == RunState.Completed) throw MigrationErrors.Completed(Head);
        if (state is RunState.Stopped or RunState.Failed) return Ended(null);
        try
        {
            await UndoAsync(call).ConfigureAwait(false);
            return Ended(null);
        }
        catch (WildixPbxException e)
        {
            var what = RunErrors.IsRefusal(e) ? RunEvent.Refused : RunEvent.Failed;
            Append(new RunEntry { At = Now, Step = MigrationSteps.Stop, Event = what, ErrorId = e.ErrorId, Error = e.Message, Action = e.RecommendedAction });
            return Ended(e);
        }
    }

    async Task UndoAsync(CallContext call)
    {
        if (await MadeAsync(call).ConfigureAwait(false) is not { } target)
        {
            Append(new RunEntry { At = Now, Step = MigrationSteps.Stop, Event = RunEvent.Done });
            return;
        }

        var step = MigrationSteps.StepOf(MigrationSteps.Stop, Journal);
        var key = RunKeys.Of(Head.Id, step.Name, target, step.Attempt);
        if (step.Begun is null) Append(new RunEntry { At = Now, Step = step.Name, Event = RunEvent.Began, Key = key, TargetPbxId = target });
        if (step.Begun is null || (await InTrailAsync(key, call).ConfigureAwait(false)).Count == 0)
            await Portal.SendAsync(PortalCommands.UndoMoveToCloud(target), new ChangeOptions(key), Overheard(call)).ConfigureAwait(false);
        Append(new RunEntry { At = Now, Step = step.Name, Event = RunEvent.Done, Key = key });
    }

    /// <summary>The Cloud instance that the portal has made for this run; none where it has made none. An answer that was lost is looked for.</summary>
    async Task<string?> MadeAsync(CallContext call)
    {
        if (_plan.Kind != MigrationKind.Subscription || !MigrationSteps.MayBeMade(Journal)) return null;
        if (MigrationSteps.TargetOf(_plan, Journal).Id is { } known) return known;
        var create = MigrationSteps.StepOf(MigrationSteps.CreateInstance, Journal);
        var key = RunKeys.Of(Head.Id, create.Name, Head.PbxId, create.Attempt);
        if ((await InTrailAsync(key, call).ConfigureAwait(false)).Count == 0) return null;
        var made = await Portal.GetAsync(PortalLookups.Pbx(Head.Serial ?? Head.Pbx), call).ConfigureAwait(false);
        Append(new RunEntry { At = Now, Step = create.Name, Event = RunEvent.Done, Key = key, TargetPbxId = made.Id, TargetPbx = made.Name, FromTrail = true });
        return made.Id;
    }

    MigrationOutcome Ended(WildixPbxException? error) => new(MigrationSteps.Migration(new RunRecord(Head, Journal, _transcript)) with { Changed = StepsDone > 0 }, error);
}
