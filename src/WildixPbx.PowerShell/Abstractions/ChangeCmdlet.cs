using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>
/// The base of cmdlets that change the portal. Each input is one row: asked about, sent once under a key of its own, and
/// answered with one result or one error, which both name the row.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class ChangeCmdlet : PortalCmdlet
{
    private protected const int DefaultThrottle = 1, MaximumThrottle = 256;

    readonly Dictionary<string, int> _warned = [];

    // What the keys of all rows of this call begin with. (A UUID for each row would cost as much as all else that it does here.)
    readonly string _call = Guid.NewGuid().ToString("D");
    RowThrottle? _rows;
    RowProgress? _progress;
    HashSet<string> _byHand = [];
    RowColumns? _columns;
    bool _whatIf, _asks, _stopsAtError;
    int _index;

    /// <summary>Makes the change without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many rows run side by side; cmdlets for bulk work make it a parameter.</summary>
    protected virtual int Throttle => 1;

    /// <summary>The input as it came down the pipeline; none where the parameters were given by hand.</summary>
    private protected abstract object? Input { get; }

    /// <summary>The input of a cmdlet whose identity takes the whole row.</summary>
    private protected object? InputOf(ObjectIdentity? identity) => MyInvocation.ExpectingInput ? identity?.Given : null;

    /// <summary>Whether results are written; a removal has none unless they are asked for.</summary>
    protected virtual bool WritesResults => true;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        _byHand = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        _rows = new RowThrottle(Throttle);
        _progress = new RowProgress(MyInvocation.MyCommand.Name);
        _columns = new RowColumns(this, _byHand);
        _whatIf = Questions.IsWhatIf(this);
        _asks = !_whatIf && Questions.AreDue(this, Force);
        _stopsAtError = LanguagePrimitives.TryConvertTo<ActionPreference>(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var bound) ? bound : GetVariableValue("ErrorActionPreference"), out var preference) && preference == ActionPreference.Stop;
    }

    /// <summary>Reads one input and hands its change to <see cref="ChangeAsync"/>.</summary>
    private protected abstract Task ProcessRowAsync();

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        _index++;
        _progress!.Show(this, _index);
        try
        {
            if (Input is PSObject row) _columns!.Check(row);
            await ProcessRowAsync();
        }
        catch (WildixPbxException e) { await WriteRowErrorAsync(Mark(e, _index, Input)); }
        catch { await AbandonAsync(); throw; }
    }

    /// <summary>The most that a row may cost: what the row says and what is given by hand, whichever is less.</summary>
    private protected decimal? ReadMaximumFee(RowReader reader, string? value)
    {
        var given = reader.Amount("MaximumFee", value);
        var cell = _byHand.Contains("MaximumFee") && Input is PSObject row ? CellTextAttribute.TextOf(row.Properties["MaximumFee"]?.Value) : null;
        return reader.Amount("MaximumFee", cell) is { } rows && !(given < rows) ? rows : given;
    }

    /// <summary>A name that was written for what this makes. An object of ours that is piped brings its own name, which is no other's.</summary>
    private protected string? Written(string parameter, string? value)
        => _byHand.Contains(parameter) || Input is not PSObject { BaseObject: var input } || !OwnTypes.IsOurs(input) ? value : null;

    /// <inheritdoc/>
    protected sealed override async Task EndAsync()
    {
        try
        {
            await _rows!.EndAsync();
            await FinishAsync();
        }
        catch (WildixPbxException e) { await WriteRowErrorAsync(e); }
        catch { await AbandonAsync(); throw; }
        _progress!.End(this);
        foreach (var rule in _warned)
            WriteWarning(FormattableString.Invariant($"{rule.Key}: {rule.Value} of {_index} {(_index == 1 ? "input" : "inputs")}. The results' Findings say more."));
    }

    /// <summary>Work after all rows, such as waiting for what they began.</summary>
    private protected virtual Task FinishAsync() => Task.CompletedTask;

    /// <summary>Asks about a row's change, then sends it, then writes what came of it.</summary>
    private protected async Task ChangeAsync<T>(RowChange<T> row)
    {
        PreparedChange<T>? asked = null;
        if (IsShown)
        {
            await _rows!.EndAsync(); // what is shown must be what the rows before left behind
            asked = await AskAsync(row);
            if (asked is null) return;
        }
        else if (!Force && !ShouldProcess(row.Target, row.Action())) return;

        await StartRowAsync(row.Object, async mark =>
        {
            var prepared = asked ?? await row.PrepareAsync();

            // One key for all repetitions of this row's change, and for nothing else.
            var options = new ChangeOptions(FormattableString.Invariant($"{_call}-{mark.Index}"), IfMatch: prepared.IfMatch);
            var change = await SendAsync(prepared.Command, options);
            WriteResults(mark, change.Findings, row.Results(change));
        });
    }

    /// <summary>Starts the work of a row, which writes its results itself; an error of it becomes the row's.</summary>
    private protected async Task StartRowAsync(RowKey row, Func<RowMark, Task> work)
    {
        var mark = new RowMark(_index, Input);
        await _rows!.StartAsync(row.Kind, row.Text, async () =>
        {
            try { await work(mark); }
            catch (WildixPbxException e) when (_stopsAtError)
            {
                Mark(e, mark.Index, mark.Input);
                throw; // ends the command, where the rows that are under way are waited for first
            }
            catch (WildixPbxException e) { WriteRowError(Mark(e, mark.Index, mark.Input)); }
        });
    }

    /// <summary>Writes what came of a row.</summary>
    private protected void WriteResults(RowMark row, IReadOnlyList<Finding> findings, IEnumerable<IChangeResult> results)
    {
        _progress!.Done();
        Count(findings);
        foreach (var result in results)
        {
            result.InputIndex = row.Index;
            result.InputObject = row.Input;
            if (WritesResults) WriteObject(result);
        }
    }

    /// <summary>Writes the error of a row that ended after the input did.</summary>
    private protected void WriteRowError(RowMark row, WildixPbxException exception) => WriteRowError(Mark(exception, row.Index, row.Input));

    // Writing requests takes a part of the time that answers take: with many rows under way, one thread would hold them up.
    Task<Change<T>> SendAsync<T>(PortalCommand<T> command, ChangeOptions options)
    {
        if (Throttle == 1) return Portal.SendAsync(command, options, Call);
        var (portal, call) = (Portal, Call);
        return Task.Run(() => portal.SendAsync(command, options, call), CancellationToken.None);
    }

    /// <summary>The error of an input that asks for nothing.</summary>
    private protected static ValidationException NothingToChange(string what, string give)
        => new("NothingToChange", $"The input asks for nothing: {what} not given.", $"Give {give}; a blank cell means not given.");

    /// <summary>Notes which input an error is of, unless it is known already.</summary>
    WildixPbxException Mark(WildixPbxException exception, int index, object? input)
    {
        if (exception.InputIndex is not null || !MyInvocation.ExpectingInput) return exception;
        exception.InputIndex = index;
        exception.InputObject = input;
        return exception;
    }

    /// <summary>
    /// Writes the error of a row. One that -ErrorAction Stop makes the last comes after the results of all rows that were
    /// sent before: they may have been bought, and nothing can be written after it.
    /// </summary>
    async Task WriteRowErrorAsync(WildixPbxException exception)
    {
        if (_stopsAtError) await _rows!.AbandonAsync();
        WriteRowError(exception);
    }

    void WriteRowError(WildixPbxException exception)
    {
        _progress!.Refused();
        WriteError(exception, exception.InputObject ?? TargetOf());
    }

    /// <summary>What an error is about where there is no pipeline: what -Identity or -Name says.</summary>
    object? TargetOf()
        => MyInvocation.BoundParameters.TryGetValue("Identity", out var identity) ? (identity as ObjectIdentity)?.Given
            : MyInvocation.BoundParameters.TryGetValue("Name", out var name) ? name : null;

    /// <summary>Whether somebody has to be told of a finding, and of a quote's in its question.</summary>
    // The deadline for mistakes comes with every activation and stands in each result; a warning would only be noise.
    private protected virtual bool IsWorthAWarning(string ruleId) => ruleId != "MistakeReportWindow";

    void Count(IReadOnlyList<Finding> findings)
    {
        foreach (var rule in findings.Select(finding => finding.RuleId).Where(IsWorthAWarning).Distinct())
            _warned[rule] = _warned.TryGetValue(rule, out var count) ? count + 1 : 1;
    }

    private protected override async Task AbandonAsync()
    {
        CancelWork();
        if (_rows is not null) await _rows.AbandonAsync();
    }
}
