using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WildixPbx.Benchmarks.Pipeline;

/// <summary>
/// What an object costs in a pipeline, in processor time, over a plain cmdlet in the same place. The portal is a stub in
/// this process, so that nothing else is measured: binding, reading of cells, the throttle, result and its writing on
/// the way in; paging and writing on the way out.
/// </summary>
static class PipelineBenchmark
{
    const int DefaultRows = 50_000, DefaultRounds = 9, WarmUps = 3, PageSize = 1000;

    public static void Run(Settings settings)
    {
        using var session = new Session(
            new SessionStateCmdletEntry("Push-Plain", typeof(PushPlainCommand), null),
            new SessionStateCmdletEntry("Get-Plain", typeof(GetPlainCommand), null),
            new SessionStateCmdletEntry("Set-Plain", typeof(SetPlainCommand), null));
        Measure(session, settings.Rows ?? DefaultRows, settings.Rounds ?? DefaultRounds);
    }

    // Apart, since Core is found only once the module has been imported.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Measure(Session session, int rows, int rounds)
    {
        var stub = new StubPortal(rows, PageSize);
        session.Set("stub", stub.Connection());
        session.Set("rows", Enumerable.Range(1, rows).Select(RowOf).ToArray());
        session.Set("pbxs", stub.Pbxs);
        (string Name, string Script)[] sides =
        [
            ("plain input", "$rows | Push-Plain | Out-Null"),
            ("engine's binding of the same columns and ShouldProcess", "$rows | Set-Plain -Confirm:$false | Out-Null"),
            ("Set-WmpLicense", "$rows | Set-WmpLicense -Connection $stub -Force | Out-Null"),
            ("Set-WmpLicense -ThrottleLimit 16", "$rows | Set-WmpLicense -Connection $stub -Force -ThrottleLimit 16 | Out-Null"),
            ("plain output", "Get-Plain -Items $pbxs | Out-Null"),
            ("Get-WmpPbx", "Get-WmpPbx -Connection $stub | Out-Null"),
        ];
        var costs = sides.Select(_ => new Series()).ToArray();
        Series input = new(), throttled = new(), output = new(), overBinding = new();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var cost = sides.Select(side => Usage.Of(() => session.Run(side.Script)).Cpu.TotalMicroseconds / rows).ToArray();
            if (round == -1) Usage.MeasureIdle();
            if (round < 0) continue;
            for (var side = 0; side < sides.Length; side++) costs[side].Add(cost[side]);
            input.Add(cost[2] - cost[0]);
            throttled.Add(cost[3] - cost[0]);
            overBinding.Add(cost[3] - cost[1]);
            output.Add(cost[5] - cost[4]);
        }

        Report.Head(string.Create(CultureInfo.InvariantCulture, $"pipeline: CPU an object in us, {rows} objects, {rounds} rounds, no network"));
        Report.Row("input: Set-WmpLicense over a plain cmdlet", input, "0.0", "<= 10");
        Report.Row("input: the same with -ThrottleLimit 16", throttled, "0.0", "<= 10");
        Report.Row("of it ours: over a cmdlet with the same parameters", overBinding, "0.0");
        Report.Row("output: Get-WmpPbx over a plain cmdlet", output, "0.0", "<= 10");
        for (var side = 0; side < sides.Length; side++) Report.Row("alone: " + sides[side].Name, costs[side], "0.0");
    }

    static PSObject RowOf(int number)
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Identity", Estate.NameOf(number)));
        row.Properties.Add(new PSNoteProperty("UcEssential", "11"));
        row.Properties.Add(new PSNoteProperty("UcBusiness", ""));
        return row;
    }
}
