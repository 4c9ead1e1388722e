using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Loading;
using WildixPbx.Migrations;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that move PBXs to the Cloud: the logins of both boxes, how patient they are, and who is asked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class MigrationCmdlet : SshLoginCmdlet
{
    /// <summary>The connection to use; the runspace's default one unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    public WmpConnection? Connection { get; set; }

    [Parameter]
    public SecureString? RootPassword { get; set; }

    [Parameter]
    public SecureString? TargetPassword { get; set; }

    [Parameter]
    public SecureString? OldPassword { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BoxIdentityTransformation]
    public BoxIdentity? Box { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BoxIdentityTransformation]
    public BoxIdentity? TargetBox { get; set; }

    [Parameter]
    public string? CertificateFingerprint { get; set; }

    [Parameter]
    public SwitchParameter NoWait { get; set; }

    [Parameter]
    [ValidateRange(1, 86_400)]
    public int PatienceSec { get; set; } = 1800;

    [Parameter]
    [Seconds]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    [Parameter]
    public SwitchParameter AsJob { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>One after the other unless -ThrottleLimit says otherwise: who answers questions answers them for one PBX at a time.</summary>
    protected MigrationCmdlet() => ThrottleLimit = 1;

    private protected IPortal Portal => (Connection ?? throw PortalPages.NotConnected()).Portal;

    private protected IMigrator Migrator { get; private set; } = null!;

    /// <summary>The parameters that were given by hand.</summary>
    private protected HashSet<string> ByHand { get; private set; } = [];

    private protected string State => StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath));

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        if (PollInterval <= TimeSpan.Zero) throw new ValidationException("Validation", "-PollInterval is no time to wait.", "Give a time such as 00:00:30.") { Column = nameof(PollInterval) };
        ByHand = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        await base.BeginAsync();
        Connection ??= RunspaceState.Default ?? throw PortalPages.NotConnected();
        Migrator = EngineHost.Engine.Migrator(State, Portal);
    }

    /// <inheritdoc/>
    private protected sealed override Task ProcessBoxAsync()
    {
        (Box, TargetBox) = (Said(nameof(Box), Box), Said(nameof(TargetBox), TargetBox));
        if (!AsJob || Questions.IsWhatIf(this)) return ProcessMigrationAsync();
        var job = CommandJob.Of(this, new() { [nameof(Connection)] = Connection, [nameof(Box)] = Box, [nameof(TargetBox)] = TargetBox });
        JobRepository.Add(job);
        job.Start();
        WriteObject(job);
        return Task.CompletedTask;
    }

    /// <summary>Works on the present input, here and not in a job.</summary>
    private protected abstract Task ProcessMigrationAsync();

    /// <summary>How both boxes are logged in to.</summary>
    /// <param name="box">Where the old box is.</param>
    /// <param name="target">Where the Cloud PBX is.</param>
    /// <exception cref="ValidationException">Nothing says where the old box of a rehearsal is (BoxMissing).</exception>
    private protected MigrationAccess AccessOf(BoxIdentity box, BoxIdentity target) => new()
    {
        OldBox = SettingsOf(EndOf(box)),
        OldSite = new BoxSettings { Uri = box.ToUri(), CertificateFingerprint = box.Simulator?.CertificateFingerprint },
        PromptsPath = Prompts,
        RootPassword = RootPassword ?? box.Simulator?.RootPassword,
        TargetPassword = TargetPassword ?? target.Simulator?.AdminPassword,
        OldPassword = OldPassword ?? Credential?.Password ?? box.Simulator?.AdminPassword,
        CloudBox = MigrationBox.IsStray(Portal, TargetBox, target) ? null : new BoxSettings
        {
            Uri = target.ToUri(),
            CertificateFingerprint = CertificateFingerprint ?? target.Simulator?.CertificateFingerprint,
            Timeout = TimeSpan.FromSeconds(ConnectTimeoutSec),
            MaximumRetryCount = 2,
        },
        Patience = TimeSpan.FromSeconds(PatienceSec),
        PollInterval = PollInterval,
        Waits = !NoWait,
    };

    /// <summary>Where the old box is logged in to over SSH.</summary>
    /// <exception cref="ValidationException">Nothing says where the old box of a rehearsal is (BoxMissing).</exception>
    private protected SshEndPoint EndOf(BoxIdentity box) => SshEndPoint.Of(MigrationBox.Sure(Portal, Box, box), Port);

    /// <summary>Refuses an object of another PBX than the one that is meant: a simulator, or a PBX of the portal.</summary>
    /// <exception cref="ValidationException">It is another one's (BoxIsAnother).</exception>
    private protected static void RefuseOther(BoxIdentity box, string? pbxId, string parameter, string meant)
    {
        if (box.PbxId is { } id && pbxId is not null && id != pbxId)
            throw new ValidationException("BoxIsAnother", $"'{box}' ({id}) is another PBX than {meant}.", $"Give that one's box with -{parameter}.") { Column = parameter };
    }

    BoxIdentity? Said(string parameter, BoxIdentity? box) => MigrationBox.Said(Portal, box, ByHand.Contains(parameter), Topic);

    /// <summary>Goes on with a run as far as it can, and writes what came of it: the run, and the error that stopped it.</summary>
    private protected async Task GoOnAsync(PbxMigration migration, MigrationAccess access, int index, object? input, bool hasChanged = false)
    {
        using var progress = new MigrationProgressBar(this, migration);
        MigrationOutcome outcome;
        try { outcome = await progress.ShowWhileAsync(Migrator.GoOnAsync(migration.Id, access, TalkOf(migration, progress), Call), Stop); }
        catch (WildixPbxException e)
        {
            e.About ??= $"Run {migration.Id} for PBX '{migration.Pbx}'";
            throw;
        }

        Write(outcome, index, input, hasChanged);
    }

    /// <summary>Writes a run and the error that stopped it.</summary>
    private protected void Write(MigrationOutcome outcome, int index, object? input, bool hasChanged = false)
    {
        var migration = outcome.Migration;
        if (hasChanged) migration = migration with { Changed = true };
        (migration.InputIndex, migration.InputObject) = (index, input);
        WriteObject(migration);
        if (outcome.Error is not { } error) return;
        error.About ??= $"Run {migration.Id} for PBX '{migration.Pbx}' ({migration.Step})";
        WriteBoxError(error, index, input ?? migration.Id);
    }
}
