using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>Looks once a second what is due, and does it through the writer like every other change.</summary>
sealed class DueWork(PortalRuntime runtime, ILogger<DueWork> log) : BackgroundService
{
    static readonly TimeSpan KeyLife = TimeSpan.FromHours(48);
    static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    // So many at a time, that others' changes come between.
    const int Part = 200;

    DateTimeOffset _pruned = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), runtime.Setup.Clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (WriterClosedException)
            {
                return;
            }
#pragma warning disable CA1031 // A tick that fails must not be the last one.
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogError(error, "The portal's own work failed; it is tried again.");
            }
        }
        while (await NextTickAsync(timer, stoppingToken));
    }

    async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && runtime.Database.Read(db => Timeline.IsDue(db, runtime.Setup.Now)))
            await runtime.Writer.RunAsync(db => Timeline.Play(db, runtime.Setup, runtime.Setup.Now, Part));
        while (!stop.IsCancellationRequested && runtime.Database.Read(db => BoxTable.DueToRenew(db, runtime.Setup.Now, limit: 1).Count > 0))
            await runtime.Writer.RunAsync(db => Renewals.BringSomeUpToDate(db, runtime.Setup.Now, Part));

        if (runtime.Setup.Now - _pruned < PruneEvery) return;
        _pruned = runtime.Setup.Now;
        await runtime.Writer.RunAsync(db => KeptAnswers.Prune(db, runtime.Setup.Now - KeyLife));
    }

    static async Task<bool> NextTickAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
