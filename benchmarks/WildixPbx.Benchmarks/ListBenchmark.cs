using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;

namespace WildixPbx.Benchmarks;

/// <summary>Get-WmpPbx over estates of growing size: when the first object comes, and how much memory the client takes.</summary>
static class ListBenchmark
{
    public const string Child = "list-child";
    const int DefaultRounds = 3;
    static readonly int[] Sizes = [100_000, 300_000];

    public static void Run(Settings settings)
    {
        foreach (var size in settings.Rows is { } rows ? [rows] : Sizes)
        {
            using var portal = new SandboxPortal(size);
            Series requests = new(), growth = new(), managed = new(), first = new(), cpu = new(), rate = new();
            for (var round = 0; round < (settings.Rounds ?? DefaultRounds); round++)
            {
                var listing = JsonSerializer.Deserialize<Listing>(ChildProcess.RunSelf([Child], ("WMP_URI", portal.Uri.ToString()), ("WMP_TOKEN", portal.Token)))!;
                if (listing.Objects != size + 1) throw new InvalidOperationException($"{listing.Objects} objects came.");
                requests.Add(listing.RequestsAtFirst);
                growth.Add(listing.GrowthMB);
                managed.Add(listing.HeapMB);
                first.Add(listing.FirstMilliseconds);
                cpu.Add(listing.CpuMicroseconds);
                rate.Add(listing.Objects / listing.Seconds);
            }

            Report.Head(FormattableString.Invariant($"list: Get-WmpPbx over {size} PBXs"));
            Report.Row("requests begun when the first object comes", requests, "0", "1");
            Report.Row("peak growth of the client's memory, MB", growth, "0.0", "< 50");
            Report.Row("of it on the managed heap, MB", managed, "0.0");
            Report.Row("first object, ms", first, "0");
            Report.Row("client CPU an object, us", cpu, "0.0");
            Report.Row("objects/s", rate, "0");
        }
    }

    /// <summary>The client: a fresh process, so that nothing else has grown its memory.</summary>
    public static void RunChild()
    {
        using var counter = new HttpCounter();
        using var session = new Session(new SessionStateCmdletEntry("Watch-Object", typeof(WatchObjectCommand), null));
        session.Run("$null = Connect-Wmp; $null = Get-WmpPbx -First 5000");

        using var watch = new Watch(counter);
        session.Set("watch", watch);
        Usage.MeasureIdle();
        Usage.Collect();
        watch.Begin();
        var usage = Usage.Of(() => session.Run("Get-WmpPbx | Watch-Object -Watch $watch"));
        watch.Sample();
        Console.WriteLine(JsonSerializer.Serialize(new Listing(
            watch.Objects, watch.RequestsAtFirst, watch.Growth / 1e6, watch.Heap / 1e6, watch.First.TotalMilliseconds, usage.Cpu.TotalMicroseconds / watch.Objects, usage.Time.TotalSeconds)));
    }

    sealed record Listing(int Objects, int RequestsAtFirst, double GrowthMB, double HeapMB, double FirstMilliseconds, double CpuMicroseconds, double Seconds);
}

/// <summary>What is seen of a list while it runs.</summary>
public sealed class Watch : IDisposable
{
    readonly Func<int> _requests;
    readonly Stopwatch _clock = new();
    readonly Timer _timer;
    long _base, _peak, _heapBase, _heapPeak;
    int _requestsBefore;

    internal Watch(HttpCounter counter)
    {
        _requests = () => counter.Count;
        _timer = new Timer(_ => Sample());
    }

    internal int Objects { get; private set; }

    internal int RequestsAtFirst { get; private set; }

    internal TimeSpan First { get; private set; }

    internal long Growth => _peak - _base;

    internal long Heap => _heapPeak - _heapBase;

    internal void Begin()
    {
        (_base, _heapBase, _requestsBefore) = (Environment.WorkingSet, GC.GetTotalMemory(false), _requests());
        _timer.Change(0, 10);
        _clock.Start();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    internal void See()
    {
        if (Objects++ > 0) return;
        (RequestsAtFirst, First) = (_requests() - _requestsBefore, _clock.Elapsed);
    }

    internal void Sample()
    {
        _peak = Math.Max(_peak, Environment.WorkingSet);
        _heapPeak = Math.Max(_heapPeak, GC.GetTotalMemory(false));
    }
}

/// <summary>Looks at each object and lets it go.</summary>
[Cmdlet("Watch", "Object")]
public sealed class WatchObjectCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public Watch? Watch { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord() => Watch!.See();
}
