using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Errors;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>
/// The base of all cmdlets: asynchronous work whose own code stays on the pipeline thread, stopped by Ctrl+C at once,
/// with every error of ours written as one typed record.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ContextCmdlet : PSCmdlet, IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly PipelineContext _context = new();
    bool _reports, _bodies;
    int _inputs;

    /// <summary>Cancelled by Ctrl+C, and by whatever else ends the pipeline. (Not PipelineStopToken: PowerShell 7.6 has a member of that name.)</summary>
    protected CancellationToken Stop => _stop.Token;

    /// <summary>Work before the first input.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Work on one input. A <see cref="WildixPbxException"/> becomes an error record and the next input comes.</summary>
    protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>Work after the last input.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>What the present input is about, so that an error of it names it.</summary>
    private protected virtual object? Topic => null;

    /// <summary>Cancels what is still under way, for an end that Ctrl+C did not bring.</summary>
    protected void CancelWork() => _stop.Cancel();

    /// <summary>Waits for work that was cancelled and that nobody waits for any more.</summary>
    private protected virtual Task AbandonAsync() => Task.CompletedTask;

    /// <summary>Runs something on the pipeline thread, as soon as it is in ours.</summary>
    private protected void PostToPipeline(Action action) => _context.Post(action);

    /// <summary>Writes an error of ours as a record, about an object.</summary>
    protected void WriteError(WildixPbxException exception, object? target = null) => WriteError(exception.ToErrorRecord(target));

    /// <summary>Ends the command with an error of ours.</summary>
    protected void Throw(WildixPbxException exception, object? target = null) => ThrowTerminatingError(exception.ToErrorRecord(target));

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        _bodies = IsOn("Debug");
        _reports = IsOn("Verbose") && !MyInvocation.BoundParameters.ContainsKey("Debug");
        Run(BeginAsync, terminating: true);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        _inputs++;
        Run(ProcessAsync, terminating: false);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync, terminating: false);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is left of the work; EndProcessing may never have run.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _stop.Cancel();
        _context.RunLast(AbandonAsync);
        _context.Dispose();
        _stop.Dispose();
    }

    /// <summary>The call that work here is part of: stopped with it, and reported where -Verbose or -Debug asks for that.</summary>
    private protected CallContext Call => new(Stop, _bodies || _reports ? Report : null, _bodies);

    /// <summary>
    /// Refuses a parameter that is given by hand and says nothing, such as an undefined variable: as a filter it would mean
    /// all, as a limit none. (A cell of a row may be blank.)
    /// </summary>
    private protected void RefuseBlankParameters()
    {
        foreach (var given in MyInvocation.BoundParameters)
        {
            if (given.Value is not (null or "") && !(given.Value is string text && string.IsNullOrWhiteSpace(text))) continue;
            var isCell = GetType().GetProperty(given.Key)?.IsDefined(typeof(CellTextAttribute), inherit: true) == true;
            if (!isCell || given.Key == "MaximumFee")
                throw new ValidationException("Validation", $"-{given.Key} is given, but says nothing.", $"Give a value, or leave -{given.Key} out.") { Column = given.Key };
        }
    }

    // With the switch -Debug the engine asks before each line of every other stream; nobody may be there to answer.
    void Report(CallReport report) => PostToPipeline(() =>
    {
        if (_reports) WriteVerbose(report.ToString());
        else WriteDebug(report.ToString());
        if (!_bodies) return;
        if (report.RequestBody is { } sent) WriteDebug("sent: " + sent);
        if (report.ResponseBody is { } received) WriteDebug("received: " + received);
    });

    /// <summary>Whether a stream is wanted, by switch or preference.</summary>
    bool IsOn(string stream)
        => MyInvocation.BoundParameters.TryGetValue(stream, out var value)
            ? value is SwitchParameter { IsPresent: true }
            : GetVariableValue(stream + "Preference") is { } preference
                && LanguagePrimitives.TryConvertTo<ActionPreference>(preference, out var wanted)
                && wanted is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    void Run(Func<Task> work, bool terminating)
    {
        try { _context.Run(work); }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { throw new PipelineStoppedException(); }
        catch (WildixPbxException e) when (terminating) { Throw(e); }
        catch (WildixPbxException e)
        {
            if (MyInvocation.ExpectingInput) e.InputIndex ??= _inputs;
            e.InputObject ??= Topic;
            WriteError(e);
        }
    }
}
