using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Gets the runs of a state folder, and what has become of those that wait.</summary>
[Cmdlet(VerbsCommon.Get, "WmpRun", DefaultParameterSetName = "List")]
[OutputType(typeof(Run))]
public sealed class GetWmpRunCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Id", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RunId")]
    [IdentityTransformation("RunId", "Id")]
    public ObjectIdentity? Id { get; set; }

    [Parameter(ParameterSetName = "List")]
    [Alias("Pbx")]
    [IdentityTransformation]
    [SupportsWildcards]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "List")]
    public RunState? State { get; set; }

    [Parameter(ParameterSetName = "List")]
    public RunKind? Kind { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    private protected override object? Topic => Id?.Given;

    IRunStore _store = null!;
    IRunner? _runner;
    readonly List<string> _reasons = [];
    int _unasked, _doubtful;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        // The runs are on this machine; a connection only helps to say more of those that wait.
        RefuseBlankParameters();
        Connection ??= RunspaceState.Default;
        var state = StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath));
        _store = EngineHost.Engine.Runs(state);
        _runner = Connection is null ? null : EngineHost.Engine.Runner(state, Portal);
        if (_runner is null) _reasons.Add("there is no connection to a portal");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Id is { IsChangeWithoutRun: true }) return;
        if (Id is not null)
        {
            WriteObject(await LookAsync(_store.Get(RowKey.Required(Id, "RunId or Id"))));
            return;
        }

        var pbx = Identity is null ? null : RowKey.Required(Identity, "Identity, Id, Serial or Name");
        foreach (var id in _store.Ids)
        {
            Run run;
            try { run = _store.Get(id); }
            catch (WildixPbxException e)
            {
                WriteError(e, id);
                continue;
            }

            if ((State is null || run.State == State) && (Kind is null || run.Kind == Kind) && (pbx is null || IsOf(run, pbx))) WriteObject(await LookAsync(run));
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        if (_unasked == 0) return Task.CompletedTask;
        var doubtful = _doubtful == 0 ? "" : FormattableString.Invariant($" {_doubtful} of them may be without licences, which only the portal can tell.");
        WriteWarning(FormattableString.Invariant($"The portal was not asked about {_unasked} open {(_unasked == 1 ? "run" : "runs")}, which this machine shows as it knows: {string.Join("; ", _reasons)}.{doubtful}")
            + " Connect to the run's portal and look again.");
        return Task.CompletedTask;
    }

    /// <summary>The run with what the portal says; as it is where the portal can't be asked.</summary>
    async Task<Run> LookAsync(Run run)
    {
        if (!run.IsOpen) return run;
        try
        {
            if (_runner is not null) return await _runner.LookAsync(run, Call);
        }
        catch (WildixPbxException e)
        {
            var reason = e.Problem == "RunOfOtherPortal" ? $"the portal at {run.Portal} is not the one connected to" : e.Message.TrimEnd('.');
            if (!_reasons.Contains(reason)) _reasons.Add(reason);
            if (RunWaiting.IsOfPortal(e)) _runner = null; // each of the others would only wait as long for the same
        }

        _unasked++;
        if (run.MayBeWithoutLicenses || run.WithoutLicensesSince is not null) _doubtful++;
        return run;
    }

    static bool IsOf(Run run, string pbx)
    {
        var pattern = new WildcardPattern(PbxName.Normalize(pbx), WildcardOptions.IgnoreCase);
        return pattern.IsMatch(run.Pbx) || string.Equals(run.PbxId, pbx, StringComparison.Ordinal) || string.Equals(run.Serial, pbx, StringComparison.OrdinalIgnoreCase);
    }
}
