using System.Diagnostics;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;
using System.Text.Json;

namespace WildixPbx.Benchmarks;

/// <summary>Get-LicenseCheckStatus over a seeded estate: CPU, when the first object comes, how much memory the client takes; and the seeding itself.</summary>
static class StatusBenchmark
{
    public const string Child = "status-child";
    const int DefaultRounds = 3, DefaultRows = 100_000;

    public static void Run(Settings settings)
    {
        var size = settings.Rows ?? DefaultRows;
        using var session = new Session();
        Series seeding = new(), requests = new(), growth = new(), managed = new(), first = new(), cpu = new(), time = new();
        session.Set("count", size);
        var clock = Stopwatch.StartNew();
        var sandbox = session.Run("$sandbox = Start-WmpSandbox -Temporary -Seed bench -PbxCount $count; $sandbox")[0];
        seeding.Add(clock.Elapsed.TotalSeconds);
        try
        {
            var token = new NetworkCredential("", (SecureString)sandbox.Properties["Token"].Value).Password;
            for (var round = 0; round < (settings.Rounds ?? DefaultRounds); round++)
            {
                var checking = JsonSerializer.Deserialize<Checking>(ChildProcess.RunSelf([Child], ("WMP_URI", sandbox.Properties["Uri"].Value.ToString()!), ("WMP_TOKEN", token)))!;
                if (checking.Objects != size) throw new InvalidOperationException($"{checking.Objects} objects came.");
                requests.Add(checking.RequestsAtFirst);
                growth.Add(checking.GrowthMB);
                managed.Add(checking.HeapMB);
                first.Add(checking.FirstMilliseconds);
                cpu.Add(checking.CpuSeconds);
                time.Add(checking.Seconds);
            }
        }
        finally
        {
            session.Run("$sandbox | Stop-WmpSandbox");
        }

        Report.Head(FormattableString.Invariant($"status: Get-LicenseCheckStatus over {size} PBXs"));
        Report.Row("seeding, s", seeding, "0.0", "< 60");
        Report.Row("lists begun when the first object comes", requests, "0", "1");
        Report.Row("client CPU of all, s", cpu, "0.00", "< 5, with the report");
        Report.Row("time of all, s", time, "0.00");
        Report.Row("peak growth of the client's memory, MB", growth, "0.0", "< 50");
        Report.Row("of it on the managed heap, MB", managed, "0.0");
        Report.Row("first object, ms", first, "0");
    }

    /// <summary>The client: a fresh process, so that nothing else has grown its memory.</summary>
    public static void RunChild()
    {
        using var counter = new HttpCounter();
        using var session = new Session(new SessionStateCmdletEntry("Watch-Object", typeof(WatchObjectCommand), null));
        session.Run("$null = Connect-Wmp; do { Get-LicenseCheckStatus | & { process { if (++$i -gt 5000) { break } } } } while ($false)");

        using var watch = new Watch(counter);
        session.Set("watch", watch);
        Usage.MeasureIdle();
        Usage.Collect();
        watch.Begin();
        var usage = Usage.Of(() => session.Run("Get-LicenseCheckStatus | Watch-Object -Watch $watch"));
        watch.Sample();

        // The first of its requests asks for the portal's clock.
        Console.WriteLine(JsonSerializer.Serialize(new Checking(
            watch.Objects, watch.RequestsAtFirst - 1, watch.Growth / 1e6, watch.Heap / 1e6, watch.First.TotalMilliseconds, usage.Cpu.TotalSeconds, usage.Time.TotalSeconds)));
    }

    sealed record Checking(int Objects, int RequestsAtFirst, double GrowthMB, double HeapMB, double FirstMilliseconds, double CpuSeconds, double Seconds);
}
