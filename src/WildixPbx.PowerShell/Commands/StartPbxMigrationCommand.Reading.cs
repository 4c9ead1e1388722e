using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Loading;
using WildixPbx.Migrations;
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

    HashSet<string> _byHand = [];

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _byHand = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        if (_byHand.Contains(nameof(Include))) DataCells.RefuseBlank(nameof(Include), Include);
        if (_byHand.Contains(nameof(Exclude))) DataCells.RefuseBlank(nameof(Exclude), Exclude);
        return base.BeginAsync();
    }

    async Task<MigrationRead> ReadAsync()
    {
        var reader = new RowReader();
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        var (given, port) = (Box, Port);
        var wish = new MigrationWish
        {
            Identity = identity,
            TargetSerial = RowReader.Text(TargetSerial),
            // The version that a piped PBX once told the portal is what the portal is asked for anyway.
            WmsVersion = MigrationCells.Version(reader, nameof(WmsVersion), _byHand.Contains(nameof(WmsVersion)) || Identity!.BaseObject is not Pbx ? WmsVersion : null),
            DatabaseEngine = RowReader.Text(DatabaseEngine),
            DatabaseBytes = MigrationCells.Bytes(reader, DatabaseGB, DatabaseBytes),
            Overrides = OverrideRule ?? [],
            Ssh = pbx => SettingsOf(SshEndPoint.Of(MigrationBox.Of(given, Identity, pbx), port)),
            Rest = pbx => OfSimulator(MigrationBox.Of(given, Identity, pbx)),
        };
        reader.ThrowIfBad();
        var rules = RuleSet.Find(Connection!.RuleSet) ?? RuleSet.Guide2020;
        var read = await new MigrationReading(Portal, rules, TimeSpan.FromSeconds(ConnectTimeoutSec), () => Call).ReadAsync(wish);
        Refuse(read.Check);
        return read;
    }

    // A simulator brings its login; of any other box the portal's version counts, or the one that is given.
    static BoxSettings? OfSimulator(BoxIdentity box) => box.Simulator is not { } simulator ? null : new BoxSettings
    {
        Uri = simulator.Uri,
        Credential = new BearerCredential(simulator.Token),
        CertificateFingerprint = simulator.CertificateFingerprint,
        Fields = EngineHost.Engine.ReadBoxFields(null),
    };

    static void Refuse(PbxMigrationCheck check)
    {
        if (check.CanMove == false) throw new RuleViolationException(check.Findings);
        if (check.Unknown.Count == 0) return;
        var isDatabase = check.Unknown.Any(name => name.StartsWith("Database", StringComparison.Ordinal));
        throw new ValidationException(
            isDatabase ? "DatabaseUnknown" : "VersionUnknown",
            $"Whether '{check.Pbx}' can be moved is not known: nothing says its {string.Join(", ", check.Unknown)}.",
            isDatabase ? "Look at the box, and give -DatabaseEngine and -DatabaseGB." : "Look at the box, and give -WmsVersion.")
        { Column = check.Unknown[0] };
    }
}
