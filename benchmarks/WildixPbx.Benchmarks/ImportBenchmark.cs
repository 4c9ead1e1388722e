using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Benchmarks;

/// <summary>Import-Module in fresh processes, beside a manifest that has nothing in it and one with an empty binary module.</summary>
static class ImportBenchmark
{
    public const string Child = "import-child";
    const int DefaultRounds = 11;

    public static void Run(Settings settings)
    {
        var rounds = settings.Rounds ?? DefaultRounds;
        var folder = Directory.CreateTempSubdirectory("WildixPbx-benchmarks-");
        try
        {
            string[] manifests = [Repository.Manifest, EmptyModule.WriteManifest(folder.FullName), EmptyModule.WriteBinary(folder.FullName)];
            Measure("import: hosted", manifests, rounds, Hosted, ratioBudget: "<= 1.2", overBudget: "");
            if (ChildProcess.Find("pwsh") is { } pwsh) Measure("import: pwsh", manifests, rounds, manifest => InPwsh(pwsh, manifest), ratioBudget: "", overBudget: "<= 60");
            else Report.Note("pwsh is not on the path.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The fresh process: an engine as the tests and the Shell host it, and one import.</summary>
    public static void RunChild(Settings settings)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", settings.Rest[0]).AddParameter("ErrorAction", "Stop");
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        shell.Invoke();
        clock.Stop();
        Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalMilliseconds} {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds}"));
    }

    static void Measure(string title, string[] manifests, int rounds, Func<string, (double Time, double Cpu)> import, string ratioBudget, string overBudget)
    {
        foreach (var manifest in manifests) import(manifest); // the files are in the system's cache from here on

        Series ratio = new(), over = new(), binaryRatio = new(), cpuRatio = new(), cpuOver = new();
        Series[] alone = [.. manifests.Select(_ => new Series())];
        for (var round = 0; round < rounds; round++)
        {
            var times = new (double Time, double Cpu)[manifests.Length];
            for (var turn = 0; turn < manifests.Length; turn++)
            {
                var side = (turn + round) % manifests.Length;
                times[side] = import(manifests[side]);
                alone[side].Add(times[side].Time);
            }

            ratio.Add(times[0].Time / times[1].Time);
            binaryRatio.Add(times[0].Time / times[2].Time);
            over.Add(times[0].Time - times[1].Time);
            cpuRatio.Add(times[0].Cpu / times[1].Cpu);
            cpuOver.Add(times[0].Cpu - times[1].Cpu);
        }

        Report.Head(string.Create(CultureInfo.InvariantCulture, $"{title}, {rounds} fresh processes each, in turn"));
        Report.Row("to an empty manifest module", ratio, "0.00", ratioBudget);
        Report.Row("over an empty manifest module, ms", over, "0", overBudget);
        Report.Row("the same in CPU", cpuRatio, "0.00");
        Report.Row("the same in CPU, ms", cpuOver, "0");
        Report.Row("to a manifest with an empty binary module", binaryRatio, "0.00");
        Report.Row("WildixPbx, ms", alone[0], "0");
        Report.Row("empty manifest, ms", alone[1], "0");
        Report.Row("empty binary module, ms", alone[2], "0");
    }

    static (double Time, double Cpu) Hosted(string manifest) => Parse(ChildProcess.RunSelf([Child, manifest]));

    static (double Time, double Cpu) InPwsh(string pwsh, string manifest)
    {
        var script = $"$cpu = [Environment]::CpuUsage.TotalTime; $clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module -Name '{manifest.Replace("'", "''", StringComparison.Ordinal)}' -ErrorAction Stop; "
            + "$clock.Stop(); $cpu = [Environment]::CpuUsage.TotalTime - $cpu; [string]::Join(' ', $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture), $cpu.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))";
        return Parse(ChildProcess.Run(pwsh, ["-NoProfile", "-NonInteractive", "-Command", script]));
    }

    static (double Time, double Cpu) Parse(string line)
        => line.Trim().Split(' ') is [var time, var cpu] ? (double.Parse(time, CultureInfo.InvariantCulture), double.Parse(cpu, CultureInfo.InvariantCulture)) : throw new FormatException($"'{line}' is no measurement.");
}
