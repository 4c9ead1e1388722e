using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>
/// The base of cmdlets that change the portal. Each input is one row: asked about, sent once under a key of its own, and
/// answered with one result or one error, which both name the row.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChangeCmdlet : PortalCmdlet
{
    readonly Dictionary<string, int> _warned = [];

    // What the keys of all rows of this call begin with. (A UUID for each row would cost as much as all else that it does here.)
    readonly string _call = Guid.NewGuid().ToString("D");
    RowThrottle? _rows;
    RowProgress? _progress;
    bool _columnsChecked, _whatIf, _asks;
    int _index;

    /// <summary>Makes the change without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many rows run side by side; cmdlets for bulk work make it a parameter.</summary>
    protected virtual int Throttle => 1;

    /// <summary>The input as it came down the pipeline; none where the parameters were given by hand.</summary>
    private protected abstract object? Input { get; }

    /// <summary>Whether results are written; a removal has none unless they are asked for.</summary>
    protected virtual bool WritesResults => true;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        _rows = new RowThrottle(Throttle);
        _progress = new RowProgress(MyInvocation.MyCommand.Name);
        _whatIf = IsSet("WhatIf", "WhatIfPreference");
        _asks = !_whatIf && IsQuestionDue();
    }

    /// <summary>Reads one input and hands its change to <see cref="ChangeAsync"/>.</summary>
    private protected abstract Task ProcessRowAsync();

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        _index++;
        _progress!.Show(this, _index);
        if (!_columnsChecked && Input is PSObject row)
        {
            _columnsChecked = true;
            if (row.BaseObject is System.Collections.IDictionary)
                WriteWarning("The input is a hashtable, whose entries are no columns and bind to no parameter. Write [pscustomobject]@{ ... } for a row, or splat it.");
            if (UnknownColumns.Of(row, MyInvocation.MyCommand) is { Count: > 0 } unknown)
                WriteWarning($"No parameter of {MyInvocation.MyCommand.Name} takes these columns, so they have no effect: {string.Join(", ", unknown)}.");
        }

        try { await ProcessRowAsync(); }
        catch (WildixPbxException e) { WriteRowError(e, _index, Input); }
        catch { await AbandonAsync(); throw; }
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync()
    {
        try { await _rows!.EndAsync(); }
        catch { await AbandonAsync(); throw; }
        _progress!.End(this);
        foreach (var rule in _warned)
            WriteWarning(FormattableString.Invariant($"{rule.Key}: {rule.Value} of {_index} {(_index == 1 ? "input" : "inputs")}. The results' Findings say more."));
    }

    /// <summary>Asks about a row's change, then sends it, then writes what came of it.</summary>
    private protected async Task ChangeAsync<T>(RowChange<T> row)
    {
        var (index, input) = (_index, Input);
        PreparedChange<T>? asked = null;
        if (_whatIf || _asks)
        {
            await _rows!.EndAsync(); // what is shown must be what the rows before left behind
            asked = await AskAsync(row);
            if (asked is null) return;
        }
        else if (!Force && !ShouldProcess(row.Target, row.Action())) return;

        await _rows!.StartAsync(row.Kind, row.Key, async () =>
        {
            try
            {
                var prepared = asked ?? await row.PrepareAsync();

                // One key for all repetitions of this row's change, and for nothing else.
                var options = new ChangeOptions(FormattableString.Invariant($"{_call}-{index}"), IfMatch: prepared.IfMatch);
                var change = await SendAsync(prepared.Command, options);
                _progress!.Done();
                Count(change.Findings);
                foreach (var result in row.Results(change))
                {
                    result.InputIndex = index;
                    result.InputObject = input;
                    if (WritesResults) WriteObject(result);
                }
            }
            catch (WildixPbxException e) { WriteRowError(e, index, input); }
        });
    }

    // Writing requests takes a part of the time that answers take: with many rows under way, one thread would hold them up.
    Task<Change<T>> SendAsync<T>(PortalCommand<T> command, ChangeOptions options)
    {
        if (Throttle == 1) return Portal.SendAsync(command, options, Call);
        var (portal, call) = (Portal, Call);
        return Task.Run(() => portal.SendAsync(command, options, call), CancellationToken.None);
    }

    /// <summary>Shows what a change would do and cost, and asks. The answer is the change to send, or none.</summary>
    async Task<PreparedChange<T>?> AskAsync<T>(RowChange<T> row)
    {
        if (_asks && !Interactivity.IsInteractive(Host)) throw ConfirmationRequired(row.Target, row.Action());
        var prepared = await row.PrepareAsync();
        var quote = await Portal.SendAsync(prepared.Command, new ChangeOptions("", DryRun: true, prepared.IfMatch), Call);
        if (quote.Findings.Any(finding => finding.Severity == Severity.Error)) throw new RuleViolationException(quote.Findings);
        var text = row.Action() + Describe(quote);
        try { return ShouldProcess($"{text} on {row.Target}.", $"{text} on {row.Target}?", "Confirm") ? prepared.AtMost(quote.Fee) : null; }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or PSNotImplementedException) { throw ConfirmationRequired(row.Target, row.Action(), e); }
    }

    /// <summary>The error of an input that asks for nothing.</summary>
    private protected static ValidationException NothingToChange(string what, string give)
        => new("NothingToChange", $"The input asks for nothing: {what} not given.", $"Give {give}; a blank cell means not given.");

    static string Describe<T>(Change<T> quote)
    {
        var parts = new List<string>();
        if (!quote.Changed) parts.Add("already so, nothing would change");
        if (quote.Fee is { Amount: > 0 } fee) parts.Add($"fee {fee}");
        parts.AddRange(quote.Findings.Where(finding => finding.Severity != Severity.Error && finding.RuleId != "MistakeReportWindow").Select(finding => finding.RuleId).Distinct());
        return parts.Count == 0 ? "" : $" ({string.Join("; ", parts)})";
    }

    ValidationException ConfirmationRequired(string target, string action, Exception? inner = null)
    {
        var problem = new ValidationException(
            "ConfirmationRequired",
            $"{MyInvocation.MyCommand.Name} would ask before it does this, and nobody is there to answer: {action} on {target}.",
            "Look at it with -WhatIf, then repeat with -Force or -Confirm:$false.",
            inner);
        Throw(problem, Input); // no row can be answered here, so the command ends
        return problem;
    }

    /// <summary>Whether ShouldProcess will ask: so says -Confirm, or the preference does not exceed the command's impact.</summary>
    bool IsQuestionDue()
    {
        if (MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm)) return confirm is SwitchParameter { IsPresent: true };
        if (Force) return false;
        var attribute = (CmdletAttribute)GetType().GetCustomAttributes(typeof(CmdletAttribute), inherit: false)[0];
        return LanguagePrimitives.TryConvertTo<ConfirmImpact>(GetVariableValue("ConfirmPreference", ConfirmImpact.High), out var preference)
            && preference != ConfirmImpact.None
            && attribute.ConfirmImpact >= preference;
    }

    bool IsSet(string parameter, string preference)
        => MyInvocation.BoundParameters.TryGetValue(parameter, out var value)
            ? value is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(GetVariableValue(preference, false));

    void WriteRowError(WildixPbxException exception, int index, object? input)
    {
        _progress!.Refused();
        exception.InputIndex = MyInvocation.ExpectingInput ? index : null;
        exception.InputObject = input;
        WriteError(exception, input ?? TargetOf());
    }

    /// <summary>What an error is about where there is no pipeline: what -Identity or -Name says.</summary>
    object? TargetOf()
        => MyInvocation.BoundParameters.TryGetValue("Identity", out var identity) ? (identity as ObjectIdentity)?.Given
            : MyInvocation.BoundParameters.TryGetValue("Name", out var name) ? name : null;

    void Count(IReadOnlyList<Finding> findings)
    {
        // The deadline for mistakes comes with every activation and stands in each result; a warning would only be noise.
        foreach (var rule in findings.Select(finding => finding.RuleId).Where(id => id != "MistakeReportWindow").Distinct())
            _warned[rule] = _warned.TryGetValue(rule, out var count) ? count + 1 : 1;
    }

    private protected override async Task AbandonAsync()
    {
        CancelWork();
        if (_rows is not null) await _rows.AbandonAsync();
    }
}
