using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Migrations;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <summary>Checks whether PBXs can be moved to the Cloud, and moves none.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PbxMigration")]
[OutputType(typeof(PbxMigrationCheck), typeof(bool))]
public sealed partial class TestPbxMigrationCommand : PortalCmdlet
{
    const int DefaultThrottle = 1, MaximumThrottle = 256;

    HashSet<string> _byHand = [];
    RowThrottle? _rows;
    RowColumns? _columns;
    RuleSet _rules = RuleSet.Guide2020;
    MigrationReading? _reading;
    int _index;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? TargetSerial { get; set; }

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

    [Parameter]
    public SwitchParameter Offline { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    private protected override bool NeedsPortal => false;

    object? Input => MyInvocation.ExpectingInput ? Identity?.Given : null;

    bool AsksPortal => !Offline && Connection is not null;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        _byHand = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        if (Offline && _byHand.Contains(nameof(Connection)))
            throw new ValidationException("Validation", "-Offline and -Connection can't be given together.", "Leave one of them out.");
        if (!Offline) FindPortal();
        if (Offline && ReadsBox) throw new ValidationException("Validation", "-Offline asks nobody, and a login to the boxes is given.", "Leave one of them out.") { Column = nameof(Offline) };
        _rows = new RowThrottle(ThrottleLimit);
        _columns = new RowColumns(this, _byHand, [.. PbxRow.Columns, .. PbxRow.ColumnsOfCheck]);
        if (AsksPortal) _rules = RuleSet.Find(Connection!.RuleSet) ?? _rules;
        _reading = new MigrationReading(AsksPortal ? Portal : null, _rules, TimeSpan.FromSeconds(TimeoutSec), () => Call);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _index++;
        var (index, input) = (_index, Input);
        try
        {
            if (input is PSObject row) _columns!.Check(row);
            var wish = Read();
            await _rows!.StartAsync("", FormattableString.Invariant($"{index}"), async () =>
            {
                try
                {
                    var read = await _reading!.ReadAsync(wish);
                    if (read.BoxProblem is { } problem) throw problem;
                    Write(read.Check, index, input);
                }
                catch (WildixPbxException e) { WriteRowError(e, index, input); }
            });
        }
        catch (WildixPbxException e) { WriteRowError(e, index, input); }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync() => await _rows!.EndAsync();

    private protected override async Task AbandonAsync()
    {
        CancelWork();
        if (_rows is not null) await _rows.AbandonAsync();
    }

    MigrationWish Read()
    {
        var reader = new RowReader();
        var wish = new MigrationWish
        {
            TargetSerial = RowReader.Text(TargetSerial),
            WmsVersion = MigrationCells.Version(reader, nameof(WmsVersion), IsSaid(nameof(WmsVersion)) ? WmsVersion : null),
            DatabaseEngine = RowReader.Text(DatabaseEngine),
            DatabaseBytes = MigrationCells.Bytes(reader, DatabaseGB, DatabaseBytes),
            Overrides = OverrideRule ?? [],
        };
        if (!AsksPortal)
        {
            wish = wish with { Known = Known(reader) };
            reader.ThrowIfBad();
            return ReadsBox ? WithBox(wish) : wish;
        }

        reader.ThrowIfBad();
        wish = wish with { Identity = RowKey.Required(Identity, "Identity, Id, Serial or Name") };
        return ReadsBox ? WithBox(wish) : wish;
    }

    // What a PBX that is piped told the portal is what the portal is asked for anyway, and is no word of whoever asks.
    bool IsSaid(string parameter) => _byHand.Contains(parameter) || Identity?.BaseObject is not Pbx;

    /// <summary>What the input says of its PBX, where nobody else is asked.</summary>
    PbxFacts Known(RowReader reader)
    {
        PbxRow.RefuseOthers(Identity, "Identity, Id, Serial or Name");
        return Identity!.Source is not null
            ? PbxRow.Read(Identity, reader, TimeZoneInfo.Utc)
            : throw new AuthenticationException(
                "NotConnected", $"'{Identity}' is only what the PBX is called, and no portal is asked what else there is to know.",
                (Offline ? "Leave -Offline out" : "Run Connect-Wmp first") + ", or pipe PBX objects or rows with columns such as Name, Platform, Term, Licensing, WmsVersion, DatabaseEngine and DatabaseGB.");
    }

    void Write(PbxMigrationCheck check, int index, object? input)
    {
        if (Quiet)
        {
            WriteObject(check.CanMove == true);
            return;
        }

        check.InputIndex = index;
        check.InputObject = input;
        WriteObject(check);
    }

    void WriteRowError(WildixPbxException exception, int index, object? input)
    {
        if (MyInvocation.ExpectingInput)
        {
            exception.InputIndex ??= index;
            exception.InputObject ??= input;
        }

        WriteError(exception, exception.InputObject ?? Identity?.Given);
    }
}
