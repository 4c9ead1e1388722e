using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Migrations;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Moves PBXs to the Cloud, in the guide's two steps.</summary>
[Cmdlet(VerbsLifecycle.Start, "PbxMigration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PbxMigration), typeof(Job))]
public sealed partial class StartPbxMigrationCommand : MigrationCmdlet
{
    // What the guide says of every move stands in the question and in each result; a warning would only be noise.
    static readonly string[] Always = ["MigrationDowntime", "MigrationOldPbxStops", "MigrationDnsNames", "MigrationOldPassword"];

    readonly Dictionary<string, int> _advice = [];

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? TargetSerial { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [CellText]
    public string? Region { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Include { get; set; } = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Exclude { get; set; } = [];

    private protected override object? Topic => Identity?.Given;

    private protected override IEnumerable<string>? KnownColumns => PbxRow.ColumnsOfCheck;

    /// <inheritdoc/>
    private protected override async Task ProcessMigrationAsync()
    {
        var (index, input) = (InputIndex, Input);
        var read = await ReadAsync();
        var pbx = read.Source!;
        // What can't be at all comes before what another run stands against, and that before what is still missing.
        var findings = await FindingsAsync(read);
        var (plan, box, target) = PlanOf(read, findings);
        Migrator.RefuseOpen(pbx, plan);
        RefuseUnknown(read, plan.Data);
        var access = AccessOf(plan, box, target);
        foreach (var rule in findings.Select(finding => finding.RuleId).Distinct().Where(rule => !Always.Contains(rule))) _advice[rule] = _advice.TryGetValue(rule, out var count) ? count + 1 : 1;
        if (!Agrees($"PBX '{pbx.Name}'", ActionOf(pbx, plan), DetailsOf(plan, findings))) return;

        await StartRowAsync(pbx.Id, async () =>
        {
            // What can't be logged in to must not lose its licences first.
            var proof = await Migrator.ProveAsync(pbx, access, Call);
            if (proof.Doubt is { } doubt) WriteWarning(doubt);
            var migration = await Migrator.BeginAsync(pbx, plan with { HostKeyFingerprint = proof.HostKey.Fingerprint }, Call);
            WriteVerbose($"{pbx.Name}: run {migration.Id} has begun, transcript {migration.Transcript}");
            await GoOnAsync(migration, access, index, input, hasChanged: true);
        });
    }

    /// <inheritdoc/>
    private protected override Task FinishAsync()
    {
        foreach (var rule in _advice)
            WriteWarning(FormattableString.Invariant($"{rule.Key}: {rule.Value} of {InputIndex} {(InputIndex == 1 ? "input" : "inputs")}. The results' Findings say more."));
        return Task.CompletedTask;
    }

    /// <summary>What is to be agreed on with what was read, and where both boxes are.</summary>
    (MigrationPlan Plan, BoxIdentity Box, BoxIdentity Target) PlanOf(MigrationRead read, IReadOnlyList<Finding> findings)
    {
        var (check, kind) = (read.Check, read.Check.Kind!.Value);
        var isSubscription = kind == MigrationKind.Subscription;
        var region = RowReader.Text(Region);
        if (!isSubscription && region is not null)
            throw new ValidationException("RegionNotTaken", $"'{check.Pbx}' moves to a Cloud PBX that is there already, so no region is asked for.", "Leave -Region out for this PBX.") { Column = nameof(Region) };
        var box = MigrationBox.Of(Box, Identity, read.Source);
        var target = TargetBox is { Text: not null } or { Source: not null } ? TargetBox : new BoxIdentity(isSubscription ? read.Source!.Name : read.Target!.Name, null);
        RefuseOther(box, read.Source!.Id, nameof(Box), $"'{check.Pbx}'");
        if (!isSubscription) RefuseOther(target, read.Target!.Id, nameof(TargetBox), $"'{check.TargetPbx}'");
        else if (target.PbxId == read.Source.Id && target.Simulator is not null) RefuseOther(target, "", nameof(TargetBox), "the Cloud PBX that will be made");
        return (new MigrationPlan
        {
            Kind = kind,
            Region = region,
            TargetSerial = check.TargetSerial,
            TargetPbxId = check.TargetPbxId,
            TargetPbx = check.TargetPbx,
            ETag = ETagOf(read),
            Overrides = OverrideRule ?? [],
            DatabaseEngine = check.DatabaseEngine,
            DatabaseBytes = check.DatabaseBytes,
            Data = DataCells.Read(Include, Exclude),
            Box = box.ToString(),
            TargetBox = target.ToString(),
            HostKeyFingerprint = "",
            Findings = findings,
        }, box, target);
    }

    /// <summary>How both boxes are logged in to. Nothing is asked for that can be told before.</summary>
    MigrationAccess AccessOf(MigrationPlan plan, BoxIdentity box, BoxIdentity target)
    {
        var access = AccessOf(box, target);
        if (access.OldPassword is null)
            throw new ValidationException("OldPasswordMissing", $"Nothing says which password the Cloud PBX has to take after the move of '{box}'.", "Give the old box's password of admin with -OldPassword.") { Column = nameof(OldPassword) };
        if (plan.Kind == MigrationKind.NewInstance && access.TargetPassword is null)
            throw new ValidationException("TargetPasswordMissing", $"migrate2cloud asks for the password of Cloud PBX '{plan.TargetPbx}', and none is given.", "Give it with -TargetPassword.") { Column = nameof(TargetPassword) };
        return access;
    }

    static string ActionOf(Pbx pbx, MigrationPlan plan) => plan.Kind == MigrationKind.Subscription
        ? $"Move PBX '{pbx.Name}' to a Cloud instance in {plan.Region}: it is out of reach for up to 20 minutes, the old box stops, and once its data have moved there is no way back"
        : $"Copy the data of PBX '{pbx.Name}' to Cloud PBX '{plan.TargetPbx}' ({plan.TargetSerial}), which has no way back";

    static string DetailsOf(MigrationPlan plan, IReadOnlyList<Finding> findings)
        => $". Steps: {string.Join("; ", MigrationSteps.Of(plan.Kind).Select(step => MigrationWords.Of(step, plan)))}. {string.Join(", ", findings.Select(finding => finding.RuleId).Distinct())}";
}
