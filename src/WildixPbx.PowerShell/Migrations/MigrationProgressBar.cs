using System.Diagnostics;
using System.Management.Automation;
using WildixPbx.Runs;

namespace WildixPbx.Migrations;

/// <summary>Shows how far a move is, against the 20 minutes that the guide names. It is shown once a second, whatever comes meanwhile.</summary>
sealed class MigrationProgressBar(Cmdlet cmdlet, PbxMigration migration) : IDisposable
{
    const int Most = 99; // the script alone knows when it is over

    static readonly TimeSpan Usual = TimeSpan.FromMinutes(20), Interval = TimeSpan.FromSeconds(1);

    readonly Stopwatch _clock = Stopwatch.StartNew();
    volatile MigrationProgress? _last;

    /// <summary>Hears how far it is, from any thread.</summary>
    public void Take(MigrationProgress progress) => _last = progress;

    /// <summary>Shows it until the work is done. On the pipeline thread only.</summary>
    public async Task<T> ShowWhileAsync<T>(Task<T> work, CancellationToken stop)
    {
        while (!work.IsCompleted)
        {
            Show();
            await Task.WhenAny(work, Task.Delay(Interval, stop));
        }

        return await work;
    }

    /// <inheritdoc/>
    public void Dispose() => _clock.Stop();

    void Show()
    {
        if (_last is not { } last) return;
        var elapsed = _clock.Elapsed;
        var status = FormattableString.Invariant($"{last.Step} ({last.StepNumber} of {last.StepsTotal}), {elapsed:hh\\:mm\\:ss} of the usual {Usual:hh\\:mm\\:ss}{(last.Line is { Length: > 0 } line ? ": " + line : "")}");
        cmdlet.WriteProgress(new ProgressRecord(0, $"Moving PBX '{migration.Pbx}' to the Cloud", status)
        {
            PercentComplete = (int)Math.Min(Most, elapsed.TotalSeconds * 100 / Usual.TotalSeconds),
        });
    }
}
