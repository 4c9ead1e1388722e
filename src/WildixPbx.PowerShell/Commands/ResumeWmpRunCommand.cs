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

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        RunWaiting.Check(PollInterval, Timeout);
        await base.BeginAsync();
        var state = StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath));
        (_store, _runner) = (EngineHost.Engine.Runs(state), EngineHost.Engine.Runner(state, Portal));
        _waiting = new RunWaiting(_runner, PollInterval, Timeout);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Id is { IsChangeWithoutRun: true }) return;
        if (!All)
        {
            await ResumeAsync(RowKey.Required(Id, "RunId or Id"));
            return;
        }

        foreach (var id in _store.Ids)
        {
            try { if (_store.Get(id) is { IsOpen: true } run && RunKeys.MayBeSamePortal(run.Portal, Portal.Uri)) await ResumeAsync(id); }
            catch (ConflictException e) when (e.Problem == "RunOfOtherPortal") { WriteVerbose(e.Message); }
            catch (WildixPbxException e) { WriteError(e, id); }
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync() => _waiting.WaitAsync(this, Call);

    async Task ResumeAsync(string id)
    {
        var run = _store.Get(id);
        if (!run.IsOpen)
        {
            WriteObject(run);
            return;
        }

        if (!ShouldProcess($"run {id} for PBX '{run.Pbx}'", $"Go on with {run.Step}")) return;
        var outcome = await _runner.GoOnAsync(id, Call);
        if (Wait && outcome.Run.State == RunState.Waiting) _waiting.Add(outcome.Run, ended => Write(ended), failed => WriteError(failed, id));
        else Write(outcome);
    }

    void Write(RunOutcome outcome)
    {
        WriteObject(outcome.Run);
        if (outcome.Error is { } error) WriteError(error, outcome.Run.Id);
    }
}
