using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Errors;

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
    protected sealed override void BeginProcessing() => Run(BeginAsync, terminating: true);

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
