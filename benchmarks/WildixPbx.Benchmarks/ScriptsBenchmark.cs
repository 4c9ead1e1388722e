using System.Globalization;

namespace WildixPbx.Benchmarks;

/// <summary>The module against the scripts that people would write without it, all in one pwsh.</summary>
static class ScriptsBenchmark
{
    const int DefaultRounds = 5, Concurrency = 16;
    static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    public static void Run(Settings settings)
    {
        if (ChildProcess.Find("pwsh") is not { } pwsh) throw new FormatException("pwsh is not on the path.");
        var rounds = settings.Rounds ?? DefaultRounds;
        var bulk = settings.Rows ?? 3000;
        using var portal = new SandboxPortal(bulk);
        Measure(pwsh, portal, "scripts: portal without delay", rounds, (400, 400, bulk), firstCount: 11, ">= 5", ">= 10");
        portal.Use(Delay);
        Measure(pwsh, portal, "scripts: 50 ms a response", rounds, (60, 480, 800), firstCount: 1000, ">= 15", ">= 1.35");
    }

    static void Measure(string pwsh, SandboxPortal portal, string title, int rounds, (int Serial, int Parallel, int Bulk) rows, int firstCount, string serialBudget, string parallelBudget)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Scripts", "against.ps1");
        string[] arguments =
        [
            "-NoProfile", "-NonInteractive", "-File", script, "-Module", Repository.Manifest, "-Rounds", Text(rounds + 1), "-Serial", Text(rows.Serial),
            "-Parallel", Text(rows.Parallel), "-Bulk", Text(rows.Bulk), "-FirstCount", Text(firstCount), "-ThrottleLimit", Text(Concurrency),
        ];
        var rates = ChildProcess.Run(pwsh, arguments, ("WMP_URI", portal.Uri.ToString()), ("WMP_TOKEN", portal.Token))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .Select(words => (Name: words[0], Rate: double.Parse(words[1], CultureInfo.InvariantCulture) / double.Parse(words[2], CultureInfo.InvariantCulture) * 1000))
            .Chunk(3)
            .Skip(1) // the first round warms up
            .Select(round => round.ToDictionary(side => side.Name, side => side.Rate));

        Series overSerial = new(), overParallel = new(), serial = new(), parallel = new(), module = new();
        foreach (var rate in rates)
        {
            overSerial.Add(rate["module"] / rate["serial"]);
            overParallel.Add(rate["module"] / rate["parallel"]);
            serial.Add(rate["serial"]);
            parallel.Add(rate["parallel"]);
            module.Add(rate["module"]);
        }

        Report.Head(string.Create(CultureInfo.InvariantCulture, $"{title}, c = {Concurrency}, {rounds} rounds"));
        Report.Row("to Invoke-RestMethod one after another", overSerial, "0.00", serialBudget);
        Report.Row("to ForEach-Object -Parallel", overParallel, "0.00", parallelBudget);
        Report.Row("module, changes/s", module, "0");
        Report.Row("one after another, calls/s", serial, "0");
        Report.Row("-Parallel, calls/s", parallel, "0");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
