using System.Diagnostics.Tracing;

namespace WildixPbx.Benchmarks;

/// <summary>Counts the requests that this process has begun, wherever in it they come from.</summary>
sealed class HttpCounter : EventListener
{
    int _count;

    public int Count => Volatile.Read(ref _count);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.Http") EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "RequestStart") Interlocked.Increment(ref _count);
    }
}
