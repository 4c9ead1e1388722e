using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;

namespace WildixPbx.Abstractions;

/// <summary>
/// The base of cmdlets whose inputs are worked on side by side: each is one PBX, and one that hangs or fails is one typed
/// error that holds up no other. How an input says which PBX it is, is for those that derive from it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InputsCmdlet : ContextCmdlet
{
    const int DefaultThrottle = 16, MaximumThrottle = 256;

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    RowThrottle? _rows;
    RowProgress? _progress;
    RowColumns? _columns;
    int _index;

    /// <summary>What says which PBX the present input is: the object, or the text where it was no more than that.</summary>
    private protected abstract override object? Topic { get; }

    /// <summary>The number of the present input, from 1.</summary>
    private protected int InputIndex => _index;

    /// <summary>The input as it came down the pipeline; none where the parameters were given by hand.</summary>
    private protected object? Input => MyInvocation.ExpectingInput ? Topic : null;

    /// <summary>Columns that are for no parameter, and are no mistake all the same; none unless a cmdlet says otherwise.</summary>
    private protected virtual IEnumerable<string>? KnownColumns => null;

    /// <summary>Looks at the columns of a row: warns once of those without effect, and refuses those that contradict each other.</summary>
    private protected virtual void CheckColumns(PSObject row) => _columns!.Check(row);

    /// <summary>Reads one input and hands its work to StartAsync.</summary>
    private protected abstract Task ProcessBoxAsync();

    /// <summary>Work after the last input, when all boxes have answered.</summary>
    private protected virtual Task FinishAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        _rows = new RowThrottle(ThrottleLimit);
        _progress = new RowProgress(MyInvocation.MyCommand.Name);
        _columns = new RowColumns(this, [.. MyInvocation.BoundParameters.Keys], KnownColumns);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        _index++;
        _progress!.Show(this, _index);
        try
        {
            if (Input is PSObject row) CheckColumns(row);
            await ProcessBoxAsync();
        }
        catch (WildixPbxException e) { WriteBoxError(e, _index, Topic); }
        catch { await AbandonAsync(); throw; }
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync()
    {
        try
        {
            await _rows!.EndAsync();
            await FinishAsync();
        }
        catch (WildixPbxException) { throw; }
        catch { await AbandonAsync(); throw; }
        _progress!.End(this);
    }

    /// <summary>Works on the present input's box as soon as there is room; work on one box is done in the order of the input.</summary>
    /// <param name="key">What tells the box from others.</param>
    /// <param name="work">The work; an error of ours becomes one record, and the next input comes.</param>
    /// <param name="failed">What is still to be done after such an error.</param>
    /// <param name="about">What such an error is about, where it is not the input.</param>
    private protected async Task StartRowAsync(string key, Func<Task> work, Action<WildixPbxException>? failed = null, object? about = null)
    {
        var (index, given) = (_index, about ?? Topic);
        await _rows!.StartAsync("box", key, async () =>
        {
            try
            {
                await work();
                _progress!.Done();
            }
            catch (WildixPbxException e)
            {
                WriteBoxError(e, index, given);
                failed?.Invoke(e);
            }
        });
    }

    /// <summary>Shows a change, and asks about it where no -Force is given; whether it is to be made.</summary>
    /// <param name="force">Whether it is made without asking.</param>
    /// <param name="target">What is changed.</param>
    /// <param name="action">What would be done.</param>
    /// <param name="sentence">Both in one sentence, with what comes of it; the mark at its end is not part of it.</param>
    private protected bool IsAgreed(bool force, string target, string action, string sentence)
    {
        try { return Questions.IsAgreed(this, force, target, action, sentence); }
        catch (ValidationException e)
        {
            Throw(e, Input); // no input can be answered here, so the command ends
            throw;
        }
    }

    /// <summary>Waits until every box that was started has answered, so that what is shown next is what they left behind.</summary>
    private protected Task AllDoneAsync() => _rows!.EndAsync();

    private protected override async Task AbandonAsync()
    {
        CancelWork();
        if (_rows is not null) await _rows.AbandonAsync();
    }

    /// <summary>Writes the error of an input.</summary>
    private protected void WriteBoxError(WildixPbxException exception, int index, object? given)
    {
        _progress?.Refused();
        if (MyInvocation.ExpectingInput)
        {
            exception.InputIndex ??= index;
            exception.InputObject ??= given;
        }

        WriteError(exception, given);
    }
}
