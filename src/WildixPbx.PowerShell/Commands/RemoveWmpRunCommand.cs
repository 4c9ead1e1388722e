using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Removes what is kept of runs. Nothing changes at the portal.</summary>
[Cmdlet(VerbsCommon.Remove, "WmpRun", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveWmpRunCommand : ContextCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RunId")]
    [IdentityTransformation("RunId", "Id")]
    public ObjectIdentity? Id { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    private protected override object? Topic => Id?.Given;

    IRunStore _store = null!;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        _store = EngineHost.Engine.Runs(StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Id is { IsChangeWithoutRun: true }) return;
        var id = RowKey.Required(Id, "RunId or Id");
        var undone = UndoneOf(id);
        if (undone.Length > 0 && !Force)
            throw new ConflictException("RunOpen", undone, $"Go on with it: {ResumeWith(id)} {id}. -Force removes the record of it all the same, and changes nothing at the portal.");
        if (!ShouldProcess($"run {id}", undone.Length == 0 ? "Remove" : "Remove it although it is open")) return;
        await _store.RemoveAsync(id, Stop);
        if (undone.Length > 0) WriteWarning(undone);
    }

    string ResumeWith(string id)
    {
        try { return RunKinds.ResumeWith(_store.Get(id).Kind); }
        catch (ConflictException) { return RunKinds.ResumeWith(RunKind.Term); } // unreadable, so nobody can tell
    }

    /// <summary>What stays undone without the run; empty where nothing does.</summary>
    string UndoneOf(string id)
    {
        try { return _store.Get(id).Undone; }
        catch (ConflictException e) { return e.Message; }
    }
}
