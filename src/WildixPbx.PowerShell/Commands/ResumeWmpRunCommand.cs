using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Goes on with runs as far as they can go now.</summary>
[Cmdlet(VerbsLifecycle.Resume, "WmpRun", SupportsShouldProcess = true, DefaultParameterSetName = "Id")]
[OutputType(typeof(Run))]
public sealed class ResumeWmpRunCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Id", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RunId")]
    [IdentityTransformation("RunId", "Id")]
    public ObjectIdentity? Id { get; set; }

    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan? Timeout { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan PollInterval { get; set; } = RunWaiting.DefaultInterval;

    [Parameter]
    public string? StatePath { get; set; }

    private protected override object? Topic => Id?.Given;

    IRunStore _store = null!;
    IRunner _runner = null!;
    RunWaiting _waiting = null!;
    bool _isShown;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        RunWaiting.Check(PollInterval, Timeout);
        await base.BeginAsync();
        var state = StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath));
        (_store, _runner) = (EngineHost.Engine.Runs(state), EngineHost.Engine.Runner(state, Portal));
        _waiting = new RunWaiting(_runner, PollInterval, Timeout);
        _isShown = Questions.IsWhatIf(this) || Questions.AreDue(this, force: false);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Id is { IsChangeWithoutRun: true }) return;
        if (All) await ResumeAllAsync();
        else await ResumeAsync(RowKey.Required(Id, "RunId or Id"));
    }

    /// <inheritdoc/>
    protected override Task EndAsync() => _waiting.WaitAsync(this, Call);

    async Task ResumeAllAsync()
    {
        var (others, moves, untried) = (0, 0, 0);
        WildixPbxException? cause = null;
        foreach (var id in _store.Ids)
        {
            try
            {
                if (_store.Get(id) is not { IsOpen: true } run) continue;
                if (run.Kind == RunKind.Migration) moves++;
                else if (!RunKeys.MayBeSamePortal(run.Portal, Portal.Uri)) others++;
                else if (cause is not null) untried++;
                else await ResumeAsync(id);
            }
            catch (ConflictException e) when (e.Problem == "RunOfOtherPortal")
            {
                others++;
                WriteVerbose(e.Message);
            }
            catch (WildixPbxException e)
            {
                if (RunWaiting.IsOfPortal(e)) cause = e; // each of the others would only wait as long for the same
                WriteError(e, id);
            }
        }

        if (moves > 0) WriteWarning(FormattableString.Invariant($"Left alone: {Runs(moves)} to move PBXs to the Cloud, which takes logins. Get-PbxMigration shows them, Resume-PbxMigration goes on."));
        if (others > 0) WriteWarning(FormattableString.Invariant($"Left alone: {Runs(others)} of other portals than {Portal.Uri}. Get-WmpRun | Where-Object IsOpen shows them; connect to their portals to go on."));
        if (untried > 0)
            WriteError(new TransportException("RunsNotTried", FormattableString.Invariant($"Not tried: {Runs(untried)}, since the portal can't be asked: {cause!.Message}"), "Once that is gone: Resume-WmpRun -All.", cause));

        static string Runs(int count) => FormattableString.Invariant($"{count} open run{(count == 1 ? "" : "s")}");
    }

    async Task ResumeAsync(string id)
    {
        var run = _store.Get(id);
        RunKinds.RefuseOther(run, RunKind.Term);
        if (!run.IsOpen)
        {
            WriteObject(run);
            return;
        }

        try
        {
            var action = _isShown ? TermSteps.NextOf(await _runner.LookAsync(run, Call)) : $"Go on with {run.Step}";
            if (!ShouldProcess($"run {id} for PBX '{run.Pbx}'", action)) return;
            var outcome = await _runner.GoOnAsync(id, Call);
            if (Wait && outcome.Run.State == RunState.Waiting) _waiting.Add(outcome.Run, Write, failed => WriteError(RunWaiting.Named(failed, run), id));
            else Write(outcome);
        }
        catch (WildixPbxException e) { throw RunWaiting.Named(e, run); }
    }

    void Write(RunOutcome outcome)
    {
        WriteObject(outcome.Run);
        if (outcome.Error is { } error) WriteError(error, outcome.Run.Id);
    }
}
