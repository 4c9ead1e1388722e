using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Gets the moves to the Cloud of a state folder, and how far they are.</summary>
[Cmdlet(VerbsCommon.Get, "PbxMigration", DefaultParameterSetName = "List")]
[OutputType(typeof(PbxMigration))]
public sealed class GetPbxMigrationCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Id", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RunId")]
    [IdentityTransformation("RunId", "Id")]
    public ObjectIdentity? Id { get; set; }

    [Parameter(ParameterSetName = "List")]
    [Alias("Identity")]
    [IdentityTransformation]
    [SupportsWildcards]
    public ObjectIdentity? Pbx { get; set; }

    [Parameter(ParameterSetName = "List")]
    public RunState? State { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    private protected override object? Topic => Id?.Given;

    IRunStore _store = null!;
    IMigrator? _migrator;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        // The runs are on this machine; a connection only helps to say more of those that are open.
        RefuseBlankParameters();
        Connection ??= RunspaceState.Default;
        var state = StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath));
        _store = EngineHost.Engine.Runs(state);
        _migrator = Connection is null ? null : EngineHost.Engine.Migrator(state, Portal);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Id is not null)
        {
            var one = _store.Read(RowKey.Required(Id, "RunId or Id"));
            RunKinds.RefuseOther(RunKinds.Read(one.Head, one.Journal), RunKind.Migration);
            WriteObject(await LookAsync(MigrationSteps.Migration(one)));
            return;
        }

        var pbx = Pbx is null ? null : RowKey.Required(Pbx, "Identity, Id, Serial or Name");
        foreach (var id in _store.Ids)
        {
            PbxMigration migration;
            try
            {
                if (_store.Read(id) is not { Head.Kind: RunKind.Migration } record) continue;
                migration = MigrationSteps.Migration(record);
            }
            catch (WildixPbxException e)
            {
                WriteError(e, id);
                continue;
            }

            if ((State is null || migration.State == State) && (pbx is null || IsOf(migration, pbx))) WriteObject(await LookAsync(migration));
        }
    }

    /// <summary>The run with what the portal says; as it is where the portal can't be asked, or is another one.</summary>
    async Task<PbxMigration> LookAsync(PbxMigration migration)
    {
        if (_migrator is null) return migration;
        try { return await _migrator.LookAsync(migration, Call); }
        catch (WildixPbxException e)
        {
            WriteVerbose($"{migration.Id} is shown as this machine knows it: {e.Message}");
            if (RunWaiting.IsOfPortal(e)) _migrator = null; // each of the others would only wait as long for the same
            return migration;
        }
    }

    static bool IsOf(PbxMigration migration, string pbx)
    {
        var pattern = new WildcardPattern(PbxName.Normalize(pbx), WildcardOptions.IgnoreCase);
        return pattern.IsMatch(migration.Pbx)
            || new[] { migration.PbxId, migration.TargetPbxId }.Contains(pbx, StringComparer.Ordinal)
            || new[] { migration.Serial, migration.TargetSerial }.Contains(pbx, StringComparer.OrdinalIgnoreCase);
    }
}
