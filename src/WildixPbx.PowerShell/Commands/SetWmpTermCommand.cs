using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Changes the term of PBXs, in the guide's two saves.</summary>
[Cmdlet(VerbsCommon.Set, "WmpTerm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TermChange))]
public sealed class SetWmpTermCommand : LicensingCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [CellText]
    [ArgumentCompleter(typeof(WordCompleter<Term>))]
    public string? Term { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan? Timeout { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan PollInterval { get; set; } = RunWaiting.DefaultInterval;

    [Parameter]
    public string? StatePath { get; set; }

    IRunner _runner = null!;
    RunWaiting _waiting = null!;

    private protected override object? Input => InputOf(Identity);

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        RunWaiting.Check(PollInterval, Timeout);
        await base.BeginAsync();
        _runner = EngineHost.Engine.Runner(StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath)), Portal);
        _waiting = new RunWaiting(_runner, PollInterval, Timeout);
    }

    /// <inheritdoc/>
    private protected override async Task ProcessRowAsync()
    {
        var reader = new RowReader();
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        var term = reader.RequiredWord<Term>(nameof(Term), Written(nameof(Term), Term)); // the term of a PBX that is piped is the one it has
        var counts = ReadCounts(reader);
        var maximumFee = ReadMaximumFee(reader, MaximumFee);
        reader.ThrowIfBad();

        var order = new TermOrder(identity, term, counts, maximumFee, Identity!.ETag);
        var (target, action) = ($"PBX '{identity}'", $"Change the term to {term}" + (counts.Count == 0 ? "" : $" with {counts}"));
        TermQuote? agreed = null;
        if (IsShown)
        {
            await RowsAsync();
            CheckSomebodyIsThere(target, action);
            agreed = await QuoteAsync(order);
            if (!Agrees($"PBX '{agreed.Pbx.Name}'", ActionOf(agreed), Describe(agreed.Changes, agreed.OpenRun is null ? agreed.Wish.QuotedFee : null, agreed.Findings))) return;
        }
        else if (!Force && !ShouldProcess(target, action)) return;

        await StartRowAsync(RowKey.OfPbx(identity), async row =>
        {
            var quote = agreed ?? await QuoteAsync(order);
            if (quote.Changes) await ChangeAsync(row, quote, isAgreed: agreed is not null);
            else WriteResults(row, quote.Findings, [Unchanged(quote)]);
        });
    }

    /// <inheritdoc/>
    private protected override Task FinishAsync() => _waiting.WaitAsync(this, Call);

    async Task<TermQuote> QuoteAsync(TermOrder order)
    {
        var quote = await _runner.QuoteAsync(order, Call);
        return quote.Findings.Any(finding => finding.Severity == Severity.Error) ? throw new RuleViolationException(quote.Findings) : quote;
    }

    async Task ChangeAsync(RowMark row, TermQuote quote, bool isAgreed)
    {
        // What is agreed to in a question is the most that may be paid. A run that is open keeps what it was begun with.
        var maximumFee = isAgreed && quote is { OpenRun: null, Wish.QuotedFee: { } fee } ? fee.Amount : quote.Order.MaximumFee;
        var run = await _runner.BeginAsync(quote, maximumFee, Call);
        RunOutcome outcome;
        try { outcome = await _runner.GoOnAsync(run.Id, Call, triesTerm: true); }
        catch (WildixPbxException)
        {
            WriteWarning($"Run {run.Id} for PBX '{run.Pbx}' stays open. Once the cause is gone: Resume-WmpRun {run.Id}");
            throw;
        }

        if (Wait && outcome.Run.State == RunState.Waiting)
            _waiting.Add(outcome.Run, ended => Write(row, quote, ended with { Findings = [.. outcome.Findings, .. ended.Findings] }), failed => WriteRowError(row, failed));
        else if (outcome.Error is { } error) throw error;
        else Write(row, quote, outcome);
    }

    void Write(RowMark row, TermQuote quote, RunOutcome outcome)
    {
        if (outcome.Error is { } error) WriteRowError(row, error);
        else WriteResults(row, outcome.Findings, [ResultOf(quote, outcome)]);
    }

    static string ActionOf(TermQuote quote) => (quote.OverRun is { } over ? $"{TermSteps.NextOf(over)}. Then: " : "") + NewActionOf(quote);

    static string NewActionOf(TermQuote quote)
    {
        var wish = quote.Wish;
        var counts = wish.Licenses.Count == 0 ? "no licences" : wish.Licenses.ToString();
        return quote.OpenRun is { } open ? TermSteps.NextOf(open, triesTerm: true)
            : wish.Term == wish.PreviousTerm ? $"Keep term {wish.Term}" + (wish.Licenses.Count == 0 ? "" : $" with {counts}")
            : wish.NeedsZeroing ? $"Change the term from {wish.PreviousTerm} to {wish.Term}: set {wish.PreviousLicenses} to 0, and after approval {counts} under the new term"
            : $"Change the term from {wish.PreviousTerm} to {wish.Term} with {counts}";
    }

    static TermChange Unchanged(TermQuote quote) => new()
    {
        Pbx = quote.Pbx.Name,
        PbxId = quote.Pbx.Id,
        Customer = quote.Pbx.Customer,
        PreviousTerm = quote.Pbx.Term,
        Term = quote.Pbx.Term,
        EffectiveTerm = quote.Pbx.Term,
        PreviousLicenses = quote.Pbx.Licenses,
        RequestedLicenses = quote.Pbx.RequestedLicenses,
        EffectiveLicenses = quote.Pbx.Licenses,
        Changed = false,
        State = RunState.Completed,
        Findings = quote.Findings,
    };

    static TermChange ResultOf(TermQuote quote, RunOutcome outcome)
    {
        var (run, pbx) = (outcome.Run, outcome.Pbx ?? quote.Pbx);
        return new TermChange
        {
            Pbx = pbx.Name,
            PbxId = pbx.Id,
            Customer = pbx.Customer,
            PreviousTerm = run.PreviousTerm ?? quote.Wish.PreviousTerm,
            Term = quote.Wish.Term,
            EffectiveTerm = pbx.Term,
            PreviousLicenses = run.PreviousLicenses,
            RequestedLicenses = run.RequestedLicenses,
            EffectiveLicenses = pbx.Licenses,
            Changed = outcome.Moved,
            State = run.State,
            Fee = run.Fee,
            EffectiveOn = run.EffectiveOn,
            RequestId = run.RequestId,
            RunId = run.Id,
            NextAction = run.NextAction,
            ReportMistakeBy = run.ReportMistakeBy,
            Findings = outcome.Findings,
        };
    }
}
