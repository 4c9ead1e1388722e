using System.Diagnostics;
using System.Net.Sockets;

namespace WildixPbx.Engine.LicenseServers;

/// <summary>A step found something that makes going on pointless.</summary>
sealed class StepFailedException(string detail, string action, string? tool = null) : Exception(detail)
{
    public string Action { get; } = action;

    public string? Tool { get; } = tool;
}

/// <summary>Nothing on a box can tell what a step is about.</summary>
sealed class StepNotToldException(string detail) : Exception(detail);

/// <summary>What a step saw, beside what the next one needs.</summary>
sealed record Seen<T>(T Value, string Detail, TimeSpan? Skew = null, string? Tool = null);

/// <summary>The steps to one server: each within its time, and none after one that failed.</summary>
/// <param name="server">The host.</param>
/// <param name="port">The TCP port.</param>
/// <param name="timeout">How long a step may take.</param>
/// <param name="stop">Ends it at once.</param>
/// <param name="from">The box that they are run on; none for this machine.</param>
/// <param name="way">How long it may take besides to have a step run and hear of it.</param>
sealed class StepRun(string server, int port, TimeSpan timeout, CancellationToken stop, string? from = null, TimeSpan way = default)
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
        limit.CancelAfter(timeout + way);
        var elapsed = Stopwatch.StartNew();
        try
        {
            var seen = await work(limit.Token).ConfigureAwait(false);
            _steps.Add(Step(name, LicenseServerStepOutcome.Passed, seen.Detail) with { Elapsed = elapsed.Elapsed, ClockSkew = seen.Skew, Tool = seen.Tool });
            return seen.Value;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Fail(FormattableString.Invariant($"No answer within {timeout.TotalSeconds:0.###} s."), advice);
        }
        catch (StepFailedException exception)
        {
            Fail(exception.Message, exception.Action.Length > 0 ? exception.Action : advice, exception.Tool);
        }
        catch (StepNotToldException exception)
        {
            _steps.Add(Step(name, LicenseServerStepOutcome.NotTold, exception.Message) with { Elapsed = elapsed.Elapsed });
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            Fail(exception.Message, advice);
        }

        return null;

        void Fail(string detail, string action, string? tool = null)
            => _steps.Add(_failed = Step(name, LicenseServerStepOutcome.Failed, detail) with { Action = action, Elapsed = elapsed.Elapsed, Tool = tool });
    }

    LicenseServerStep Step(LicenseServerStepName name, LicenseServerStepOutcome outcome, string detail)
        => new() { From = from, Server = server, Port = port, Step = name, Outcome = outcome, Detail = detail };
}
