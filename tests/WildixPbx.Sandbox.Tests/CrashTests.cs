using System.Collections.Concurrent;

namespace WildixPbx.Sandbox.Tests;

public class CrashTests
{
    const int Workers = 8;

    [Fact]
    public async Task Killed_in_a_stream_of_changes_it_has_every_acknowledged_one_and_none_twice()
    {
        const int kills = 4;
        var data = SandboxProcess.NewFolder();
        var acknowledged = new ConcurrentDictionary<string, string>();
        var open = new ConcurrentQueue<string>(Enumerable.Range(0, 4000).Select(number => $"key-{number}"));
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var sandbox = await SandboxProcess.StartAsync(data);
            var enough = kill * 150 + Random.Shared.Next(100);
            using var stop = new CancellationTokenSource();
            var workers = Enumerable.Range(0, Workers).Select(_ => StreamAsync(sandbox, open, acknowledged, stop.Token)).ToList();
            await Eventually.TrueAsync(() => Task.FromResult(acknowledged.Count >= enough), "enough changes are acknowledged");
            await sandbox.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(workers);
        }

        await using (var last = await SandboxProcess.StartAsync(data))
        {
            var orders = await last.Partner.AllAsync("hardware-orders");
            var events = await last.Partner.AllAsync("audit-events");
            var byKey = events.GroupBy(entry => (string)entry["idempotencyKey"]!).ToDictionary(group => group.Key, group => group.ToList());

            Assert.All(acknowledged, change => Assert.Equal(change.Value, (string)Assert.Single(byKey[change.Key])["subjectId"]!));
            Assert.All(byKey.Values, entries => Assert.Single(entries));
            Assert.Equal(events.Select(entry => (string)entry["subjectId"]!).Order(), orders.Select(order => order.Id()).Order());

            // What was in flight when it was killed is made, or answered as it was made: never a second time.
            foreach (var (key, id) in acknowledged.Take(20))
                Assert.Equal(id, (await OrderAsync(last, key)).Expect(201)["resource"].Id());
        }

        Directory.Delete(data, recursive: true);
    }

    static async Task StreamAsync(SandboxProcess sandbox, ConcurrentQueue<string> open, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && open.TryDequeue(out var key))
        {
            try
            {
                var reply = (await OrderAsync(sandbox, key)).Expect(201);
                Assert.True(acknowledged.TryAdd(key, reply["resource"].Id()));
            }
            catch (HttpRequestException)
            {
                // Killed meanwhile: not known whether it was made, so it is asked again under its key.
                open.Enqueue(key);
                return;
            }
        }
    }

    static Task<Reply> OrderAsync(SandboxProcess sandbox, string key) => sandbox.Partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 1 }, key);
}
