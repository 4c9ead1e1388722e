namespace WildixPbx.Benchmarks.Bulk;

/// <summary>Licence changes against the sandbox on this machine, as fast as both go.</summary>
static class BulkBenchmark
{
    const int Concurrency = 16, DefaultRows = 5000, DefaultRounds = 7, WarmUps = 2;

    public static void Run(Settings settings)
    {
        var (rows, rounds) = (settings.Rows ?? DefaultRows, settings.Rounds ?? DefaultRounds);
        using var contest = new Contest(rows);
        for (var round = 0; round < WarmUps; round++) contest.Round(round, rows, Concurrency);
        Usage.MeasureIdle();

        Series ratio = new(), cpu = new(), bareCpu = new(), rate = new(), bareRate = new();
        for (var round = 0; round < rounds; round++)
        {
            var (module, bare) = contest.Round(round, rows, Concurrency);
            ratio.Add(bare.Time / module.Time);
            cpu.Add(module.Cpu.TotalMicroseconds / rows);
            bareCpu.Add(bare.Cpu.TotalMicroseconds / rows);
            rate.Add(rows / module.Time.TotalSeconds);
            bareRate.Add(rows / bare.Time.TotalSeconds);
            Report.Note(FormattableString.Invariant($"round {round + 1}: {bare.Time / module.Time:0.00} x, {module.Cpu.TotalMicroseconds / rows:0} us"));
        }

        Report.Head(FormattableString.Invariant($"bulk: {rows} Set-WmpLicense at -ThrottleLimit {Concurrency}, {rounds} rounds"));
        Report.Row("changes/s, module to bare", ratio, "0.00", ">= 0.5");
        Report.Row("client CPU a change, module, us", cpu, "0", "<= 450");
        Report.Row("client CPU a change, bare, us", bareCpu, "0");
        Report.Row("changes/s, module", rate, "0");
        Report.Row("changes/s, bare", bareRate, "0");
    }
}
