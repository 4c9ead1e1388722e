using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Gives moves to the Cloud up: what the portal has done of them is taken back.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PbxMigration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PbxMigration))]
public sealed class StopPbxMigrationCommand : PortalCmdlet
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
    IMigrator _migrator = null!;
    int _index;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        var state = StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath));
        (_store, _migrator) = (EngineHost.Engine.Runs(state), EngineHost.Engine.Migrator(state, Portal));
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _index++;
        var record = _store.Read(RowKey.Required(Id, "RunId or Id"));
        RunKinds.RefuseOther(RunKinds.Read(record.Head, record.Journal), RunKind.Migration);
        if (MigrationSteps.Migration(record) is { State: not RunState.Completed } migration && !IsAgreed(migration, record)) return;
        var outcome = await _migrator.StopAsync(record.Head.Id, Call);
        var stopped = outcome.Migration;
        if (MyInvocation.ExpectingInput) (stopped.InputIndex, stopped.InputObject) = (_index, Topic);
        WriteObject(stopped);
        if (outcome.Error is { } error) throw error;
    }

    bool IsAgreed(PbxMigration migration, RunRecord record)
    {
        var (target, action) = ($"run {migration.Id} for PBX '{migration.Pbx}'", "Give up");
        return Questions.IsAgreed(this, Force, target, action, $"{action} {target}, {Effect(migration, record)}");
    }

    static string Effect(PbxMigration migration, RunRecord record)
    {
        var left = MigrationSteps.MayHaveMoved(record.Journal) ? "; what was copied stays on the Cloud PBX" : "";
        return migration.Kind == MigrationKind.Subscription && MigrationSteps.MayBeMade(record.Journal)
            ? $"and have the portal give serial, name, term and licences back to the old box{left}" : $"where nothing was changed at the portal{left}";
    }
}
