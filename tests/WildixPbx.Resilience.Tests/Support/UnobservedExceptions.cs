using System.Collections.Concurrent;

namespace WildixPbx.Tests.Support;

/// <summary>Exceptions of tasks that nobody waited for.</summary>
sealed class UnobservedExceptions : IDisposable
{
    readonly ConcurrentQueue<string> _seen = new();

    public UnobservedExceptions()
    {
        Collect(); // those of the tests before
        TaskScheduler.UnobservedTaskException += Add;
    }

    public void CheckNone()
    {
        Collect();
        Assert.Empty(_seen);
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Add;

    static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    // Those of the proxy's connections are the test's own.
    void Add(object? sender, UnobservedTaskExceptionEventArgs unobserved)
    {
        if (!unobserved.Exception.ToString().Contains(nameof(FaultProxy), StringComparison.Ordinal)) _seen.Enqueue(unobserved.Exception.ToString());
    }
}
