using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Goes on with moves to the Cloud, whatever has interrupted them.</summary>
[Cmdlet(VerbsLifecycle.Resume, "PbxMigration", SupportsShouldProcess = true)]
[OutputType(typeof(PbxMigration), typeof(Job))]
public sealed class ResumePbxMigrationCommand : MigrationCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RunId")]
    [IdentityTransformation("RunId", "Id")]
    public ObjectIdentity? Id { get; set; }

    [Parameter]
    public SwitchParameter SkipLoginCheck { get; set; }

    private protected override object? Topic => Id?.Given;

    /// <inheritdoc/>
    private protected override async Task ProcessMigrationAsync()
    {
        var record = EngineHost.Engine.Runs(State).Read(RowKey.Required(Id, "RunId or Id"));
        RunKinds.RefuseOther(RunKinds.Read(record.Head, record.Journal), RunKind.Migration);
        var migration = MigrationSteps.Migration(record);
        var (index, input) = (InputIndex, Input);
        if (!migration.IsOpen)
        {
            Write(new MigrationOutcome(migration, null), index, input);
            return;
        }

        var steps = MigrationSteps.Of(migration.Kind).Skip(migration.StepsDone).Select(step => MigrationWords.Of(step, record.Head.Migration!));
        if (!Agrees($"run {migration.Id}", $"Go on with run {migration.Id} for PBX '{migration.Pbx}'", $": {string.Join("; ", steps)}")) return;
        if (Box is not null) RefuseOther(Box, migration.PbxId, nameof(Box), $"'{migration.Pbx}'");
        if (TargetBox is not null) RefuseOther(TargetBox, migration.TargetPbxId, nameof(TargetBox), $"the Cloud PBX '{migration.TargetPbx}'");
        var access = AccessOf(Box ?? new BoxIdentity(migration.Box, null), TargetBox ?? new BoxIdentity(migration.TargetBox, null)) with { SkipsLoginCheck = SkipLoginCheck };
        await StartRowAsync(migration.Id, () => GoOnAsync(migration, access, index, input));
    }
}
