using System.Diagnostics;

namespace WildixPbx.Benchmarks;

/// <summary>What a piece of work took: time, and processor time of this process alone.</summary>
/// <param name="Time">From begin to end.</param>
/// <param name="Cpu">Processor time of all threads, less what this process uses while it does nothing.</param>
readonly record struct Usage(TimeSpan Time, TimeSpan Cpu)
{
    static double _idle;

    public static Usage Of(Action work)
    {
        Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        work();
        clock.Stop();
        return new Usage(clock.Elapsed, Environment.CpuUsage.TotalTime - cpu - clock.Elapsed * _idle);
    }

    /// <summary>Every round begins with an empty heap, so that none pays for the one before.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    /// <summary>Measures the base: to be called once all is warm, since compiling in the background is no idling.</summary>
    public static void MeasureIdle() => _idle = Enumerable.Range(0, 5).Min(_ =>
    {
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        Thread.Sleep(200);
        return (Environment.CpuUsage.TotalTime - before) / clock.Elapsed;
    });
}
