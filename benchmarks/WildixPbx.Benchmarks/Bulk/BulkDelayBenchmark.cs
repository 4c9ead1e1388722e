namespace WildixPbx.Benchmarks.Bulk;

/// <summary>The same against a portal that takes 50 ms for each answer, as one behind a network does.</summary>
static class BulkDelayBenchmark
{
    const int DefaultRounds = 5, RowsPerSlot = 50;
    static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);
    static readonly (int Concurrency, string Budget)[] Runs = [(1, ">= 0.97"), (8, ">= 0.97"), (16, ">= 0.97"), (64, ">= 0.95")];

    public static void Run(Settings settings)
    {
        var (perSlot, rounds) = (settings.Rows ?? RowsPerSlot, settings.Rounds ?? DefaultRounds);
        using var contest = new Contest(perSlot * Runs.Max(run => run.Concurrency));
        contest.Round(0, perSlot * 16, 16);
        contest.Use(Delay);
        Series[] ratios = [.. Runs.Select(_ => new Series())], rates = [.. Runs.Select(_ => new Series())];
        for (var round = -1; round < rounds; round++)
        {
            for (var run = 0; run < Runs.Length; run++)
            {
                var rows = perSlot * Runs[run].Concurrency;
                var (module, bare) = contest.Round(round + 1, rows, Runs[run].Concurrency);
                if (round < 0) continue;
                ratios[run].Add(bare.Time / module.Time);
                rates[run].Add(rows / module.Time.TotalSeconds / (Runs[run].Concurrency / Delay.TotalSeconds));
                Report.Note(FormattableString.Invariant($"round {round + 1}, c = {Runs[run].Concurrency}: {bare.Time / module.Time:0.000} x"));
            }
        }

        Report.Head(FormattableString.Invariant($"bulk-delay: Set-WmpLicense, {Delay.TotalMilliseconds} ms a response, {perSlot} rows a slot, {rounds} rounds"));
        for (var run = 0; run < Runs.Length; run++)
        {
            Report.Row($"changes/s, module to bare, c = {Runs[run].Concurrency}", ratios[run], "0.000", Runs[run].Budget);
            Report.Row($"changes/s, module to what the delay allows, c = {Runs[run].Concurrency}", rates[run], "0.000");
        }
    }
}
