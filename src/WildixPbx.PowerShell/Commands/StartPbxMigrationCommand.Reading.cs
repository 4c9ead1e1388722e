using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Loading;
using WildixPbx.Migrations;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <content>What is known before anything is done, by the same reading as Test-PbxMigration's. What no rule can be judged without is asked for, never assumed.</content>
public sealed partial class StartPbxMigrationCommand
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? WmsVersion { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Database")]
    [ArgumentCompleter(typeof(DatabaseEngineCompleter))]
    [CellText]
    public string? DatabaseEngine { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? DatabaseGB { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? DatabaseBytes { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(OverridableRuleCompleter))]
    public string[]? OverrideRule { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Include))) DataCells.RefuseBlank(nameof(Include), Include);
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Exclude))) DataCells.RefuseBlank(nameof(Exclude), Exclude);
        return base.BeginAsync();
    }

    async Task<MigrationRead> ReadAsync()
    {
        var reader = new RowReader();
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        var given = Box;
        var wish = new MigrationWish
        {
            Identity = identity,
            TargetSerial = RowReader.Text(TargetSerial),
            // The version that a piped PBX once told the portal is what the portal is asked for anyway.
            WmsVersion = MigrationCells.Version(reader, nameof(WmsVersion), ByHand.Contains(nameof(WmsVersion)) || Identity!.BaseObject is not Pbx ? WmsVersion : null),
            DatabaseEngine = RowReader.Text(DatabaseEngine),
            DatabaseBytes = MigrationCells.Bytes(reader, DatabaseGB, DatabaseBytes),
            Overrides = OverrideRule ?? [],
            Ssh = pbx => SettingsOf(EndOf(MigrationBox.Of(given, Identity, pbx))),
            Rest = pbx => OfSimulator(MigrationBox.Of(given, Identity, pbx)),
        };
        reader.ThrowIfBad();
        var rules = RuleSet.Find(Connection!.RuleSet) ?? RuleSet.Guide2020;
        return await new MigrationReading(Portal, rules, TimeSpan.FromSeconds(ConnectTimeoutSec), () => Call).ReadAsync(wish);
    }

    // A simulator brings its login; of any other box the portal's version counts, or the one that is given.
    static BoxSettings? OfSimulator(BoxIdentity box) => box.Simulator is not { } simulator ? null : new BoxSettings
    {
        Uri = simulator.Uri,
        Credential = new BearerCredential(simulator.Token),
        CertificateFingerprint = simulator.CertificateFingerprint,
        Fields = EngineHost.Engine.ReadBoxFields(null),
    };

    /// <summary>All that the rules find, the portal's among them: it has the last word on the instance that it makes.</summary>
    /// <exception cref="RuleViolationException">A rule forbids the move. The error names all that do.</exception>
    async Task<IReadOnlyList<Finding>> FindingsAsync(MigrationRead read)
    {
        var check = read.Check;
        IReadOnlyList<Finding> quoted = [];
        if (check is { Kind: MigrationKind.Subscription, Platform: not Platform.Cloud })
        {
            var order = new CloudMoveOrder { Region = RowReader.Text(Region), Overrides = OverrideRule ?? [] };
            try { quoted = (await Portal.SendAsync(PortalCommands.MoveToCloud(read.Source!.Id, order), new ChangeOptions("", DryRun: true, ETagOf(read)), Call)).Findings; }
            catch (WildixPbxException) when (check.CanMove == false)
            {
                // What forbids the move is known without it.
            }
        }

        Finding[] findings = [.. check.Findings.Concat(quoted).GroupBy(finding => finding.RuleId).Select(same => same.First())];
        return findings.Any(finding => finding.Severity == Severity.Error) ? throw new RuleViolationException(findings) : findings;
    }

    string? ETagOf(MigrationRead read) => Identity!.ETag ?? read.Source!.ETag;

    /// <summary>Refuses a move that nothing forbids, and for which something is not known that has to be.</summary>
    /// <exception cref="WildixPbxException">The box that would tell it can't be asked.</exception>
    /// <exception cref="ValidationException">Nothing tells it (DatabaseUnknown, VersionUnknown), or which data move (QuestionUnanswered).</exception>
    void RefuseUnknown(MigrationRead read, DataChoice data)
    {
        if (read.BoxProblem is { } problem) throw problem;
        if (read.Check.Unknown.Count > 0) throw Unknown(read.Check);
        if (!data.IsGiven && !Questions.IsWhatIf(this) && !Interactivity.IsInteractive(Host))
            throw new ValidationException("QuestionUnanswered", "migrate2cloud asks which data are to move, and nobody is there to answer.", "Say it before: -Include * moves all of them, -Exclude leaves some out.") { Column = nameof(Include) };
    }

    static ValidationException Unknown(PbxMigrationCheck check)
    {
        var isDatabase = check.Unknown.Any(name => name.StartsWith("Database", StringComparison.Ordinal));
        return new ValidationException(
            isDatabase ? "DatabaseUnknown" : "VersionUnknown",
            $"Whether '{check.Pbx}' can be moved is not known: nothing says its {string.Join(", ", check.Unknown)}.",
            isDatabase ? "Look at the box, and give -DatabaseEngine and -DatabaseGB." : "Look at the box, and give -WmsVersion.")
        { Column = check.Unknown[0] };
    }
}
