using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;
using System.Text.Json;

namespace WildixPbx.Benchmarks;

/// <summary>Get-LicenseCheckStatus into Export-WmpLicenseCheckReport over a seeded estate: CPU of both together, and what the export holds.</summary>
static class ReportBenchmark
{
    public const string Child = "report-child";
    const int DefaultRounds = 3, DefaultRows = 100_000;

    // As much heap as a cloud job of Azure Automation has memory, in hexadecimal.
    const string CloudJob = "18000000";

    public static void Run(Settings settings)
    {
        var size = settings.Rows ?? DefaultRows;
        using var session = new Session();
        session.Set("count", size);
        var sandbox = session.Run("$sandbox = Start-WmpSandbox -Temporary -Seed bench -PbxCount $count; $sandbox")[0];
        Report.Head(FormattableString.Invariant($"report: Get-LicenseCheckStatus | Export-WmpLicenseCheckReport over {size} PBXs"));
        try
        {
            var token = new NetworkCredential("", (SecureString)sandbox.Properties["Token"].Value).Password;
            foreach (var formats in (string[])["html", "csv", "html json csv xml md"])
            {
                Series cpu = new(), time = new(), growth = new(), megabytes = new();
                for (var round = 0; round < (settings.Rounds ?? DefaultRounds); round++)
                {
                    var made = JsonSerializer.Deserialize<Made>(ChildProcess.RunSelf(
                        [Child], ("WMP_URI", sandbox.Properties["Uri"].Value.ToString()!), ("WMP_TOKEN", token), ("REPORT_FORMATS", formats), ("DOTNET_GCHeapHardLimit", CloudJob)))!;
                    if (made.Objects != size) throw new InvalidOperationException($"{made.Objects} objects came.");
                    cpu.Add(made.CpuSeconds);
                    time.Add(made.Seconds);
                    growth.Add(made.GrowthMB);
                    megabytes.Add(made.FilesMB);
                }

                Report.Row(formats + ": client CPU of status and report, s", cpu, "0.00", formats == "html" ? "< 5" : "");
                Report.Row(formats + ": time of all, s", time, "0.00");
                Report.Row(formats + ": peak growth of the client's memory, MB", growth, "0.0");
                Report.Row(formats + ": size of the files, MB", megabytes, "0.0");
            }
        }
        finally
        {
            session.Run("$sandbox | Stop-WmpSandbox");
        }
    }

    /// <summary>The client: a fresh process, so that nothing else has grown its memory.</summary>
    public static void RunChild()
    {
        var folder = Directory.CreateTempSubdirectory("wildixpbx-report-").FullName;
        try
        {
            using var counter = new HttpCounter();
            using var session = new Session(new SessionStateCmdletEntry("Watch-Object", typeof(WatchObjectCommand), null));
            session.Set("paths", Environment.GetEnvironmentVariable("REPORT_FORMATS")!.Split(' ').Select(format => Path.Combine(folder, "report." + format)).ToArray());
            session.Run("$null = Connect-Wmp; do { Get-LicenseCheckStatus | Export-WmpLicenseCheckReport $paths -PassThru | & { process { if (++$i -gt 5000) { break } } } } while ($false)");

            using var watch = new Watch(counter);
            session.Set("watch", watch);
            Usage.MeasureIdle();
            Usage.Collect();
            watch.Begin();
            var usage = Usage.Of(() => session.Run("Get-LicenseCheckStatus | Export-WmpLicenseCheckReport $paths -PassThru | Watch-Object -Watch $watch"));
            watch.Sample();
            var size = Directory.GetFiles(folder).Sum(path => new FileInfo(path).Length);
            Console.WriteLine(JsonSerializer.Serialize(new Made(watch.Objects, usage.Cpu.TotalSeconds, usage.Time.TotalSeconds, watch.Growth / 1e6, size / 1e6)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    sealed record Made(int Objects, double CpuSeconds, double Seconds, double GrowthMB, double FilesMB);
}
