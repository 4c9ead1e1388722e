using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>What is counted since the start.</summary>
sealed class Statistics
{
    long _requests;
    long _mutating;
    long _throttled;

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountMutating() => Interlocked.Increment(ref _mutating);

    public void CountThrottled() => Interlocked.Increment(ref _throttled);

    public SandboxStatistics Read(string ruleSet) => new()
    {
        Requests = Interlocked.Read(ref _requests),
        MutatingRequests = Interlocked.Read(ref _mutating),
        ThrottledRequests = Interlocked.Read(ref _throttled),
        RuleSet = ruleSet,
    };
}
