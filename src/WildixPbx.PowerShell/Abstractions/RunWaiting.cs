using System.Diagnostics;
using System.Management.Automation;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Abstractions;

/// <summary>Waits for several runs together, and goes on with each as soon as its request is decided.</summary>
/// <param name="runner">Goes on with them.</param>
/// <param name="interval">How often the portal is asked.</param>
/// <param name="timeout">How long to wait at most; none for as long as it takes.</param>
sealed class RunWaiting(IRunner runner, TimeSpan interval, TimeSpan? timeout)
{
    readonly List<Waiter> _waiters = [];

    /// <summary>How often the portal is asked where nothing is said.</summary>
    public static TimeSpan DefaultInterval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Refuses times that are none to wait.</summary>
    /// <exception cref="ValidationException">One of them is below 0, or the interval 0.</exception>
    public static void Check(TimeSpan interval, TimeSpan? timeout)
    {
        if (interval <= TimeSpan.Zero || timeout < TimeSpan.Zero)
            throw new ValidationException("Validation", $"{(timeout < TimeSpan.Zero ? "-Timeout" : "-PollInterval")} is no time to wait.", "Give a time such as 00:00:30, or [timespan]::FromMinutes(5).");
    }

    /// <summary>Whether an error is of the portal or the way to it, so that asking about another run would meet it again.</summary>
    public static bool IsOfPortal(WildixPbxException exception) => exception is TransportException or TimeoutException or AuthenticationException;

    /// <summary>An error of going on with a run, which names the run and its PBX.</summary>
    public static WildixPbxException Named(WildixPbxException exception, Run run)
    {
        if (!exception.Message.Contains(run.Id) || !exception.Message.Contains(run.Pbx)) exception.About ??= $"Run {run.Id} for PBX '{run.Pbx}'";
        return exception;
    }

    /// <summary>Adds a run that waits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ended">What to do once it has ended.</param>
    /// <param name="failed">What to do where it can't be gone on with, or takes too long.</param>
    public void Add(Run run, Action<RunOutcome> ended, Action<WildixPbxException> failed) => _waiters.Add(new Waiter(run, ended, failed));

    /// <summary>Waits until all have ended. Ctrl+C leaves them as they are.</summary>
    public async Task WaitAsync(Cmdlet cmdlet, CallContext call)
    {
        if (_waiters.Count == 0) return;
        var elapsed = Stopwatch.StartNew();
        while (_waiters.Count > 0)
        {
            var left = timeout is { } limit ? limit - elapsed.Elapsed : interval;
            if (left <= TimeSpan.Zero) break;
            Show(cmdlet, elapsed.Elapsed);
            await Task.Delay(left < interval ? left : interval, call.Stop);
            foreach (var waiter in _waiters.ToArray()) await LookAsync(waiter, call);
        }

        cmdlet.WriteProgress(new ProgressRecord(0, "Waiting for approval", "Done") { RecordType = ProgressRecordType.Completed });
        foreach (var late in _waiters)
        {
            late.Failed(new TimeoutException(
                "Timeout", $"Request {late.Run.RequestId} for PBX '{late.Run.Pbx}' was not decided within {timeout}. Run {late.Run.Id} waits on.", late.Run.NextAction));
        }
    }

    async Task LookAsync(Waiter waiter, CallContext call)
    {
        try
        {
            var outcome = await runner.GoOnAsync(waiter.Run.Id, call);
            if (outcome.Run.State == RunState.Waiting) return;
            _waiters.Remove(waiter);
            waiter.Ended(outcome);
        }
        catch (WildixPbxException e)
        {
            _waiters.Remove(waiter);
            waiter.Failed(e);
        }
    }

    void Show(Cmdlet cmdlet, TimeSpan waited)
    {
        var first = _waiters[0].Run;
        var others = _waiters.Count == 1 ? "" : FormattableString.Invariant($" and {_waiters.Count - 1} more");
        cmdlet.WriteProgress(new ProgressRecord(
            0, "Waiting for approval",
            FormattableString.Invariant($"PBX '{first.Pbx}'{others}: step {first.StepsDone + 1} of {first.StepsTotal} ({first.Step}), request {first.RequestId}, waited {waited:hh\\:mm\\:ss}")));
    }

    sealed record Waiter(Run Run, Action<RunOutcome> Ended, Action<WildixPbxException> Failed);
}
