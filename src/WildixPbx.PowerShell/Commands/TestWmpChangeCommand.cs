using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Checks;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <summary>Checks changes against the rules, and makes none.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WmpChange")]
[OutputType(typeof(ChangeFinding), typeof(bool))]
public sealed partial class TestWmpChangeCommand : PortalCmdlet
{
    HashSet<string> _byHand = [];
    RowThrottle? _rows;
    RuleSet _rules = Rules.RuleSet.Guide2020;
    TimeZoneInfo _zone = TimeZoneInfo.Utc;
    DateTimeOffset? _now;
    DoubledColumns? _doubled;
    PortalReading? _reading;
    bool _isChangeByHand, _dryRuns;
    int _index;

    // By its dry run, or by reading the facts from it.
    bool AsksPortal => _dryRuns || _reading is not null;

    bool IsOursPiped => Input is PSObject { BaseObject: var input } && OwnTypes.IsOurs(input);

    object? Input => MyInvocation.ExpectingInput ? Identity?.Given : null;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        _byHand = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        _isChangeByHand = AllParameters.Any(_byHand.Contains);
        _rows = new RowThrottle(ThrottleLimit);
        if (Offline && _byHand.Contains(nameof(Connection)))
            throw new ValidationException("Validation", "-Offline and -Connection can't be given together.", "Leave one of them out.");
        if (!Offline) Connection ??= RunspaceState.Default;
        var isOtherSet = RuleSet is not null && !string.Equals(RuleSet, Connection?.RuleSet, StringComparison.OrdinalIgnoreCase);
        _dryRuns = !Offline && Connection is not null && !isOtherSet && Now is null && TimeZone is null;
        if (_dryRuns) return Task.CompletedTask;

        var set = RuleSet ?? (Offline ? null : Connection?.RuleSet) ?? Rules.RuleSet.Guide2020.Name;
        _rules = Rules.RuleSet.Find(set) ?? throw new NotFoundException("NotFound", $"There is no rule set '{set}'.", "Give one of " + string.Join(", ", Rules.RuleSet.All) + ".");
        _zone = Locales.Zone(TimeZone ?? (Offline ? null : Connection?.TimeZone));
        var reader = new RowReader();
        _now = reader.Moment(nameof(Now), Now, _zone);
        reader.ThrowIfBad();
        if (!Offline && Connection is not null) _reading = new PortalReading(Portal, () => Call, _rules, _zone, Connection.Currency, _now);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _index++;
        var (index, input) = (_index, Input);
        try
        {
            CheckColumns();
            var reader = new RowReader();
            var wanted = ReadWanted(reader);
            reader.ThrowIfBad();
            var isNew = wanted.Operation == ChangeOperation.Create;
            if (!AsksPortal)
            {
                Write(CheckHere(wanted, isNew ? null : Identity, reader), wanted, index, input);
                return;
            }

            var pbx = isNew ? null : RowKey.Required(Identity, "Identity, Id, Serial or Name");
            var server = wanted.Operation == ChangeOperation.Sharing ? ServerPbx!.Text : null;
            await _rows!.StartAsync("", FormattableString.Invariant($"{index}"), async () =>
            {
                try { Write(_dryRuns ? await new DryRun(Portal, Call).AskAsync(wanted, pbx, server) : await _reading!.CheckAsync(wanted, pbx, server), wanted, index, input); }
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

    /// <summary>Checks a change on nothing but what the input says.</summary>
    Verdict CheckHere(WantedChange wanted, ObjectIdentity? identity, RowReader reader)
    {
        if (wanted.Operation != ChangeOperation.Create) PbxRow.RefuseOthers(identity, "Identity, Id, Serial or Name");
        if (wanted.Operation == ChangeOperation.Sharing) PbxRow.RefuseOthers(ServerPbx, "ServerPbx");
        if (wanted.Operation != ChangeOperation.Create && identity is null or { Source: null })
        {
            throw new AuthenticationException(
                "NotConnected", $"'{identity}' is only what the PBX is called, and no portal is asked what else there is to know.",
                Offline ? "Leave -Offline out, or pipe PBX objects or rows with columns such as Name, Platform, Term, Licensing and UC-Essential." : "Run Connect-Wmp first, or pipe PBX objects or rows with columns such as Name, Platform, Term, Licensing and UC-Essential.");
        }

        var pbx = identity is null || wanted.Operation == ChangeOperation.Create ? null : PbxRow.Read(identity, reader, _zone);
        var server = wanted.Operation == ChangeOperation.Sharing ? PbxRow.Read(ServerPbx!, reader, _zone) : null;
        reader.ThrowIfBad();
        var facts = new PortalFacts { Now = _now ?? DateTimeOffset.UtcNow, TimeZone = _zone, RuleSet = _rules };
        return new(ChangeCheck.Check(wanted, facts, pbx, server), pbx?.ToString() ?? wanted.Name, pbx?.Id);
    }

    void Write(Verdict verdict, WantedChange wanted, int index, object? input)
    {
        if (Quiet)
        {
            WriteObject(verdict.Findings.All(finding => finding.Severity != Severity.Error));
            return;
        }

        foreach (var finding in verdict.Findings)
        {
            WriteObject(new ChangeFinding
            {
                InputIndex = index,
                Pbx = verdict.Name ?? finding.Subject,
                PbxId = verdict.PbxId,
                Operation = wanted.Operation,
                RuleSet = _dryRuns ? Connection!.RuleSet : _rules.Name,
                RuleId = finding.RuleId,
                Severity = finding.Severity,
                Message = finding.Message,
                Action = finding.Action,
                Source = finding.Source,
                InputObject = input,
            });
        }
    }

    void WriteRowError(WildixPbxException exception, int index, object? input)
    {
        if (MyInvocation.ExpectingInput)
        {
            exception.InputIndex ??= index;
            exception.InputObject ??= input;
        }

        WriteError(exception, exception.InputObject ?? Identity?.Given ?? Name);
    }

    /// <summary>Warns once of columns without effect; refuses a row whose columns contradict each other.</summary>
    void CheckColumns()
    {
        if (Input is not PSObject row) return;
        if (_doubled is null)
        {
            _doubled = new DoubledColumns(row, MyInvocation.MyCommand);
            if (UnknownColumns.Of(row, MyInvocation.MyCommand, PbxRow.Columns) is { Count: > 0 } unknown)
                WriteWarning($"{MyInvocation.MyCommand.Name} reads nothing from these columns, so they have no effect: {string.Join(", ", unknown)}.");
        }

        var reader = new RowReader();
        _doubled.Check(row, reader);
        reader.ThrowIfBad();
    }
}
