using WildixPbx.Engine.Runs;
using WildixPbx.Portal;
using WildixPbx.Runs;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Migrations;

/// <summary>
/// Goes on with one move to the Cloud, step by step. Before a step the journal says so, afterwards what came of it. A step
/// that was begun and never ended is looked for, at the portal or on the boxes, before it is done again.
/// </summary>
sealed class MigrationRun(RunFolder folder, RunHead head, IPortal portal, MigrationTools tools, MigrationAccess access, MigrationTalk talk, TimeProvider time)
    : RunWork(folder, head, portal, time)
{
    readonly string _transcript = folder.Transcript;
    readonly MigrationPlan _plan = head.Migration!;
    readonly TimeProvider _time = time;

    public async Task<MigrationOutcome> GoOnAsync(CallContext call)
    {
        if (MigrationSteps.IsStopping(Journal)) await LeaveStopAsync(call).ConfigureAwait(false);
        while (MigrationSteps.Next(_plan, Journal) is { } step)
        {
            Progress(step.Name, null);
            try
            {
                if (!await DoAsync(step, call).ConfigureAwait(false)) break;
            }
            catch (WildixPbxException e)
            {
                // A question that nobody could answer is no failure of the step, and must not hide the one before.
                if (e is not ValidationException { Problem: "ConfirmationRequired" }) await NoteAsync(step.Name, e, call).ConfigureAwait(false);
                return Ended(e);
            }
        }

        return Ended(null);
    }

    /// <summary>Forgets an end by hand that the portal has not heard of: nothing was taken back, so the move can go on.</summary>
    async Task LeaveStopAsync(CallContext call)
    {
        var stop = MigrationSteps.StepOf(MigrationSteps.Stop, Journal);
        if (stop.Begun?.Key is { } key && (await InTrailAsync(key, call).ConfigureAwait(false)).Count > 0) throw MigrationErrors.Stopping(Head);
        Append(Entry(MigrationSteps.Stop, RunEvent.Refused));
    }

    /// <summary>Does a step. Whether there is more to do now.</summary>
    async Task<bool> DoAsync(RunStep step, CallContext call) => step.Name switch
    {
        MigrationSteps.CheckTarget => await LookAtTargetAsync(call).ConfigureAwait(false),
        MigrationSteps.CreateInstance => await CreateAsync(step, call).ConfigureAwait(false),
        MigrationSteps.Activation => await ActiveAsync(step.Name, MigrationSteps.TargetOf(_plan, Journal).Id!, call).ConfigureAwait(false),
        MigrationSteps.MoveData => await MoveAsync(step, call).ConfigureAwait(false),
        _ => await CheckLoginAsync(call).ConfigureAwait(false),
    };

    async Task<bool> CreateAsync(RunStep step, CallContext call)
    {
        var key = RunKeys.Of(Head.Id, step.Name, Head.PbxId, step.Attempt);
        if (step.Begun is null) Append(Entry(step.Name, RunEvent.Began) with { Key = key, ETag = _plan.ETag });
        else if ((await InTrailAsync(key, call).ConfigureAwait(false)).Count > 0)
        {
            // Serial and name are the Cloud PBX's by now.
            var made = await Portal.GetAsync(PortalLookups.Pbx(Head.Serial ?? Head.Pbx), call).ConfigureAwait(false);
            Append(Entry(step.Name, RunEvent.Done) with { Key = key, TargetPbxId = made.Id, TargetPbx = made.Name, FromTrail = true });
            return true;
        }

        var order = new CloudMoveOrder { Region = _plan.Region, Overrides = _plan.Overrides };
        var change = await Portal.SendAsync(PortalCommands.MoveToCloud(Head.PbxId, order), new ChangeOptions(key, IfMatch: _plan.ETag), Overheard(call)).ConfigureAwait(false);
        var target = change.Resource.Target;
        Append(Entry(step.Name, RunEvent.Done) with { Key = key, TargetPbxId = target.Id, TargetPbx = target.Name, EffectiveOn = change.EffectiveOn });
        return true;
    }

    async Task<bool> LookAtTargetAsync(CallContext call)
    {
        var target = await Portal.GetAsync(PortalLookups.Pbx(_plan.TargetSerial!), call).ConfigureAwait(false);
        if (target.Id != _plan.TargetPbxId) throw MigrationErrors.TargetIsAnother(_plan, target);
        return await ActiveAsync(MigrationSteps.CheckTarget, target.Id, call).ConfigureAwait(false);
    }

    async Task<bool> ActiveAsync(string step, string id, CallContext call)
    {
        var since = _time.GetTimestamp();
        var hasBegun = false;
        while (true)
        {
            var pbx = await Portal.GetAsync(PortalLookups.Pbx(id), call).ConfigureAwait(false);
            if (pbx.State == PbxState.Active) break;
            if (pbx.State == PbxState.Migrated) throw MigrationErrors.TargetGone(pbx);
            if (!hasBegun) Append(Entry(step, RunEvent.Began));
            hasBegun = true;
            if (!access.Waits) return false;
            var waited = _time.GetElapsedTime(since);
            if (waited >= access.Patience) throw MigrationErrors.NotActive(pbx, access.Patience);
            Progress(step, $"Cloud PBX '{pbx.Name}' is {pbx.State}");
            await Task.Delay(access.PollInterval, call.Stop).ConfigureAwait(false);
        }

        Append(Entry(step, RunEvent.Done));
        return true;
    }

    // It may have been given to somebody else since it was looked at. A subscription's is the PBX itself, and its box is off the air: that waits for no portal.
    async Task CheckTargetStaysAsync(CallContext call)
    {
        if (_plan.Kind == MigrationKind.Subscription) return;
        var target = await Portal.GetAsync(PortalLookups.Pbx(_plan.TargetPbxId!), call).ConfigureAwait(false);
        if (target.State == PbxState.Migrated) throw MigrationErrors.TargetGone(target);
        var source = await Portal.GetAsync(PortalLookups.Pbx(Head.PbxId), call).ConfigureAwait(false);
        if (target.CustomerId != source.CustomerId) throw MigrationErrors.TargetHasOtherCustomer(Head, target, source);
    }

    async Task<bool> MoveAsync(RunStep step, CallContext call)
    {
        await CheckTargetStaysAsync(call).ConfigureAwait(false);
        var old = access.OldBox with { HostKeyFingerprint = _plan.HostKeyFingerprint.Length > 0 ? _plan.HostKeyFingerprint : access.OldBox.HostKeyFingerprint };
        using var session = await tools.Ssh.ConnectAsync(old, call.Stop).ConfigureAwait(false);
        var tells = step.Begun?.LoginTells;
        if (step.Begun is not null)
        {
            if (await MigrationScript.IsRunningAsync(session, access, call.Stop).ConfigureAwait(false)) throw MigrationErrors.StillRunning(_plan);
            var isOther = MigrationData.IsOtherThanChosen(Journal);
            if (access.Data is null && (isOther || (tells == true && await TakesOldPasswordAsync(call).ConfigureAwait(false) == true)))
            {
                RefuseOther(null);
                Append(Entry(step.Name, RunEvent.Done)); // it had come to its end, and nobody was there to see it
                return true;
            }

            if (!await talk.AgreesToRepeat(MigrationWords.CloudBox(_plan, Journal), call.Stop).ConfigureAwait(false)) return false;
        }

        // A script that has been at its end has given the Cloud PBX the old password: that is the one it takes when the script asks again.
        var login = step.Begun is not null && access.TargetPassword is not null && await TakesOldPasswordAsync(call).ConfigureAwait(false) == true
            ? access with { TargetPassword = access.OldPassword } : access;
        using var terminal = await MigrationScript.RootAsync(session, access, call.Stop).ConfigureAwait(false);
        if (step.Begun is null) tells = await TakesOldPasswordAsync(call).ConfigureAwait(false) is { } takes ? !takes : null;
        Append(Entry(step.Name, RunEvent.Began) with { LoginTells = tells, Data = access.Data });
        ConversationEnd end;
        try { end = await terminal.ConverseAsync(MigrationScript.Of(_plan with { Data = MigrationData.ChoiceOf(_plan, Journal) }, login, talk, Hear, Note), call.Stop).ConfigureAwait(false); }
        catch (AuthenticationException e) { throw MigrationErrors.TargetPasswordRefused(_plan, Target, ".", e.Transcript); } // asked for once more
        catch (TimeoutException e) { throw MigrationErrors.ScriptSilent(e, terminal.Transcript); }

        if (end.ExitCode != 0) throw MigrationErrors.OfScript(end, _plan, Target, terminal.Transcript);
        RefuseOther(terminal.Transcript);
        Append(Entry(step.Name, RunEvent.Done));
        return true;

        // Which groups there are is known only once the script has asked.
        void RefuseOther(string? transcript)
        {
            if (MigrationErrors.OfChoice(Head, MigrationData.ChoiceOf(_plan, Journal), MigrationData.AnswersOf(Journal), transcript) is { } other) throw other;
        }

        void Note(string group, bool moves) => Append(Entry(step.Name, RunEvent.Answered) with { Group = group, Moves = moves });

        void Hear(string line)
        {
            Tell("| " + line);
            Progress(step.Name, line);
        }
    }

    async Task<bool> CheckLoginAsync(CallContext call)
    {
        if (access.SkipsLoginCheck)
        {
            Append(Entry(MigrationSteps.CheckLogin, RunEvent.Done) with { Skipped = true });
            return true;
        }

        if (access.OldPassword is null) throw MigrationErrors.NoOldPassword(_plan);
        Append(Entry(MigrationSteps.CheckLogin, RunEvent.Began));
        await MigrationBoxes.CheckCloudAsync(tools, access, _plan, Head, call).ConfigureAwait(false);
        try { await MigrationLook.LoginAsync(tools, access, Overheard(call), retries: true, _plan.TargetSerial).ConfigureAwait(false); }
        catch (AuthenticationException e) { throw MigrationErrors.OldPasswordRefused(Head, _plan, e); }
        Append(Entry(MigrationSteps.CheckLogin, RunEvent.Done));
        return true;
    }

    /// <summary>Whether the Cloud PBX takes the old password already; none where that can't be told.</summary>
    async Task<bool?> TakesOldPasswordAsync(CallContext call)
    {
        if (access.OldPassword is null) return null;
        try
        {
            await MigrationBoxes.CheckCloudAsync(tools, access, _plan, Head, call).ConfigureAwait(false);
            await MigrationLook.LoginAsync(tools, access, Overheard(call), retries: false, _plan.TargetSerial).ConfigureAwait(false);
            return true;
        }
        catch (AuthenticationException) { return false; }
        catch (WildixPbxException e)
        {
            Tell($"Whether the Cloud PBX takes the old password is not known: {e.Message}");
            return null;
        }
    }

    /// <summary>Notes what a step failed with, and in what state the boxes are, as far as they can be reached.</summary>
    async Task NoteAsync(string step, WildixPbxException error, CallContext call)
    {
        var isFirst = step == MigrationSteps.Of(_plan.Kind)[0];
        var isRefused = isFirst ? RunErrors.IsRefusal(error) : MigrationErrors.HasMovedNothing(error);
        var entry = Entry(step, isRefused ? RunEvent.Refused : RunEvent.Failed) with { ErrorId = error.ErrorId, Error = error.Message, Action = error.RecommendedAction };
        List<RunEntry> after = [.. Journal, entry];
        var (old, cloud) = (MigrationWords.OldBox(_plan, after), MigrationWords.CloudBox(_plan, after));
        if (step is MigrationSteps.MoveData or MigrationSteps.CheckLogin)
        {
            old += await MigrationLook.OldAsync(tools, access, call).ConfigureAwait(false);
            cloud += await MigrationLook.CloudAsync(tools, access, call).ConfigureAwait(false);
        }

        Append(entry with { OldBox = old, CloudBox = cloud });
    }

    MigrationOutcome Ended(WildixPbxException? error) => new(MigrationSteps.Migration(new RunRecord(Head, Journal, _transcript)) with { Changed = StepsDone > 0 }, error);

    void Progress(string step, string? line)
    {
        var steps = MigrationSteps.Of(_plan.Kind);
        talk.Progress?.Invoke(new MigrationProgress(step, steps.ToList().IndexOf(step) + 1, steps.Count, line));
    }

    string? Target => MigrationSteps.TargetOf(_plan, Journal).Name;

    RunEntry Entry(string step, RunEvent what) => new() { At = Now, Step = step, Event = what };
}
