using System.Diagnostics;
using System.Net.Sockets;

namespace WildixPbx.Engine.LicenseServers;

/// <summary>A step found something that makes going on pointless.</summary>
sealed class StepFailedException(string detail, string action) : Exception(detail)
{
    public string Action { get; } = action;
}

/// <summary>What a step saw, beside what the next one needs.</summary>
sealed record Seen<T>(T Value, string Detail, TimeSpan? Skew = null);

/// <summary>The steps to one server: each within its time, and none after one that failed.</summary>
sealed class StepRun(string server, int port, TimeSpan timeout, CancellationToken stop)
{
    readonly List<LicenseServerStep> _steps = [];
    LicenseServerStep? _failed;

    public IReadOnlyList<LicenseServerStep> Steps => _steps;

    /// <summary>Runs a step; null where it or one before it failed.</summary>
    public async Task<T?> RunAsync<T>(LicenseServerStepName name, Func<CancellationToken, Task<Seen<T>>> work, string advice) where T : class
    {
        if (_failed is not null)
        {
            _steps.Add(Step(name, LicenseServerStepOutcome.NotRun, $"Not run, since {_failed.Step} failed."));
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        var elapsed = Stopwatch.StartNew();
        try
        {
            var seen = await work(limit.Token).ConfigureAwait(false);
            _steps.Add(Step(name, LicenseServerStepOutcome.Passed, seen.Detail) with { Elapsed = elapsed.Elapsed, ClockSkew = seen.Skew });
            return seen.Value;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Fail(FormattableString.Invariant($"No answer within {timeout.TotalSeconds:0.###} s."), advice);
        }
        catch (StepFailedException exception)
        {
            Fail(exception.Message, exception.Action.Length > 0 ? exception.Action : advice);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            Fail(exception.Message, advice);
        }

        return null;

        void Fail(string detail, string action)
            => _steps.Add(_failed = Step(name, LicenseServerStepOutcome.Failed, detail) with { Action = action, Elapsed = elapsed.Elapsed });
    }

    LicenseServerStep Step(LicenseServerStepName name, LicenseServerStepOutcome outcome, string detail)
        => new() { Server = server, Port = port, Step = name, Outcome = outcome, Detail = detail };
}
