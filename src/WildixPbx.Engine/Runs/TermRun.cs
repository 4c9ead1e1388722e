using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>
/// Goes on with one change of term, step by step. Before a step is sent the journal says so, afterwards what came of it;
/// a step that was begun and never ended is looked for in the portal's trail before it is sent again.
/// </summary>
sealed class TermRun(RunFolder folder, RunHead head, IPortal portal, TermQuotes quotes, TimeProvider time) : RunWork(folder, head, portal, time)
{
    const int StaleAttempts = 3;

    readonly List<Finding> _findings = [];
    readonly TermWish _wish = head.Term!;
    WildixPbxException? _refusal;
    Pbx? _pbx;

    /// <summary>The guide's first save.</summary>
    public static PortalCommand<LicenseOutcome> ZeroLicenses(string pbxId, TermWish wish) => PortalCommands.SetLicenses(pbxId, new LicenseUpdate { Licenses = wish.Zeros() });

    /// <summary>The guide's second save.</summary>
    public static PortalCommand<LicenseOutcome> ChangeTerm(string pbxId, TermWish wish)
        => PortalCommands.SetTerm(pbxId, new TermUpdate { Term = wish.Term, Licenses = wish.Licenses, MaximumFee = wish.MaximumFee });

    public async Task<RunOutcome> GoOnAsync(bool triesTerm, CallContext call)
    {
        if (triesTerm && TermSteps.StateOf(_wish, Journal) == RunState.NeedsAttention && TermSteps.Next(_wish, Journal) is { Name: TermSteps.RestoreLicenses, Begun: null })
        {
            var refused = Journal.Count(entry => entry is { Step: TermSteps.ChangeTerm, Event: RunEvent.Refused });
            await DoAsync(new RunStep(TermSteps.ChangeTerm, refused, Begun: null), call).ConfigureAwait(false);
        }

        while (TermSteps.Next(_wish, Journal) is { } step)
        {
            if (!await DoAsync(step, call).ConfigureAwait(false)) break;
        }

        var run = TermSteps.Read(Head, Journal);
        if (run.IsOpen) run = run with { PortalAsked = true, RequestState = run.State == RunState.Waiting ? RequestState.Pending : null };

        // What is said of a PBX that did not get its new term is what it has now, not what should have been put back.
        var isUnclear = run.State is RunState.Reverted or RunState.NeedsAttention;
        if (StepsDone > 0 && (isUnclear || (_pbx is null && run.State != RunState.Waiting))) _pbx = await Portal.GetAsync(PortalLookups.Pbx(Head.PbxId), call).ConfigureAwait(false);
        if (isUnclear && _pbx is { Licenses.Total: > 0 }) run = run with { WithoutLicensesSince = null };
        return new RunOutcome(run, StepsDone > 0, _pbx, _findings, StepsDone > 0 ? RunErrors.Of(run, _pbx, _refusal) : null);
    }

    /// <summary>Does a step. Whether there is more to do now.</summary>
    async Task<bool> DoAsync(RunStep step, CallContext call) => step.Name switch
    {
        TermSteps.Approval => await DecidedAsync(call).ConfigureAwait(false),
        TermSteps.ZeroLicenses => await ChangeAsync(step, ZeroLicenses(Head.PbxId, _wish), _wish.ETag, call).ConfigureAwait(false),
        TermSteps.ChangeTerm => await ChangeAsync(step, ChangeTerm(Head.PbxId, _wish), _wish.NeedsZeroing ? null : _wish.ETag, call).ConfigureAwait(false),
        _ => await RestoreAsync(step, call).ConfigureAwait(false),
    };

    async Task<bool> DecidedAsync(CallContext call)
    {
        var id = TermSteps.RequestOf(Journal)!;
        var request = await Portal.GetAsync(PortalLookups.Request(id), call).ConfigureAwait(false);
        if (request.State == RequestState.Pending) return false;
        Append(request.State == RequestState.Approved
            ? new RunEntry { At = Now, Step = TermSteps.Approval, Event = RunEvent.Done, RequestId = id, EffectiveOn = request.DecidedOn }
            : new RunEntry
            {
                At = Now,
                Step = TermSteps.Approval,
                Event = RunEvent.Refused,
                RequestId = id,
                ErrorId = "WmpRequest" + request.State,
                Error = $"Request {id} was {(request.State == RequestState.Denied ? "denied" : "taken back")} by {request.DecidedBy}{(request.Reason is { Length: > 0 } reason ? $" ({reason})" : "")}.",
            });
        return true;
    }

    /// <summary>
    /// Puts back what the PBX had. It was paid for already, so no maximum of the change holds it up: a PBX without
    /// licences costs its users more than a portal that takes the fee once more.
    /// </summary>
    async Task<bool> RestoreAsync(RunStep step, CallContext call)
    {
        var (counts, tag) = (step.Begun?.Counts, step.Begun?.ETag);
        if (counts is null)
        {
            _pbx = await Portal.GetAsync(PortalLookups.Pbx(Head.PbxId), call).ConfigureAwait(false);
            if (TermSteps.IsAsWanted(_wish, _pbx))
            {
                Append(new RunEntry { At = Now, Step = TermSteps.ChangeTerm, Event = RunEvent.Done }); // by somebody else, at the portal
                return true;
            }

            (counts, tag) = (TermSteps.ToRestore(_wish, _pbx.Licenses), _pbx.ETag);
            if (counts.Count == 0)
            {
                Append(new RunEntry { At = Now, Step = step.Name, Event = RunEvent.Done }); // somebody has done it already
                return true;
            }
        }

        await ChangeAsync(step, PortalCommands.SetLicenses(Head.PbxId, new LicenseUpdate { Licenses = counts }), tag, call, counts).ConfigureAwait(false);

        // Somebody was faster: once more on what is there now. Any other refusal is for somebody to look at.
        return _refusal is ConflictException { Problem: ProblemCode.StaleETag } && step.Attempt < StaleAttempts;
    }

    async Task<bool> ChangeAsync(RunStep step, PortalCommand<LicenseOutcome> command, string? tag, CallContext call, LicenseCounts? counts = null)
    {
        var key = RunKeys.Of(Head.Id, step.Name, Head.PbxId, step.Attempt);
        if (step.Begun is null) Append(new RunEntry { At = Now, Step = step.Name, Event = RunEvent.Began, Key = key, Counts = counts, ETag = tag });
        else if (await TakenPlaceAsync(step, key, call).ConfigureAwait(false)) return true;

        try
        {
            var change = await Portal.SendAsync(command, new ChangeOptions(key, IfMatch: tag), Overheard(call)).ConfigureAwait(false);
            _pbx = change.Resource.Pbx;
            _findings.AddRange(change.Findings);
            Append(new RunEntry
            {
                At = Now,
                Step = step.Name,
                Event = RunEvent.Done,
                Key = key,
                RequestId = change.RequestId,
                Fee = change.Fee,
                EffectiveOn = change.EffectiveOn,
                ReportMistakeBy = change.ReportMistakeBy,
            });
        }
        catch (WildixPbxException e) when (RunErrors.IsRefusal(e))
        {
            _refusal = e;
            Append(new RunEntry { At = Now, Step = step.Name, Event = RunEvent.Refused, Key = key, ErrorId = e.ErrorId, Error = e.Message });
        }

        return true;
    }

    /// <summary>Whether the trail has the step's change, which then is not sent again. The trail is searched without limit of time, while a key may be forgotten after a day.</summary>
    async Task<bool> TakenPlaceAsync(RunStep step, string key, CallContext call)
    {
        var events = await InTrailAsync(key, call).ConfigureAwait(false);
        if (events.Count == 0) return false;
        var request = events.FirstOrDefault(one => one.Kind == "request");
        if (events.LastOrDefault(one => one.Kind == "pbx" && one.SubjectId == Head.PbxId)?.After is { } after) _pbx = Read(after);
        Append(new RunEntry
        {
            At = Now,
            Step = step.Name,
            Event = RunEvent.Done,
            Key = key,
            RequestId = request?.SubjectId,
            EffectiveOn = request is null ? events[0].At : null,
            ReportMistakeBy = step.Name == TermSteps.ChangeTerm ? Calendar.ReportMistakeBy(events[0].At, ZoneOf(await quotes.InfoAsync(call).ConfigureAwait(false))) : null,
            FromTrail = true,
        });
        return true;
    }

    // A gateway may write its PBXs in the trail in another way; then the present state is read instead.
    static Pbx? Read(string json)
    {
        try { return JsonSerializer.Deserialize<Pbx>(json, WireJson.Options); }
        catch (JsonException) { return null; }
    }

    static TimeZoneInfo? ZoneOf(PortalInfo info)
    {
        try { return TimeZoneInfo.FindSystemTimeZoneById(info.TimeZone); }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException) { return null; }
    }
}
