using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Tests;

/// <summary>The group commit, at close quarters: no client can make a commit fail.</summary>
public sealed class WriterTests : IDisposable
{
    readonly string _folder = Directory.CreateDirectory(SandboxProcess.NewFolder()).FullName;
    readonly DbSession _session;

    public WriterTests()
    {
        _session = new DbSession(Path.Combine(_folder, "test.db"), readOnly: false);
        _session.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)");
    }

    [Fact]
    public async Task An_item_that_fails_takes_back_itself_and_not_its_group()
    {
        await using var writer = new Writer(_session);
        using var gate = new ManualResetEventSlim();
        var first = writer.RunAsync(_ => { gate.Wait(TestContext.Current.CancellationToken); return 0; });
        var group = Enumerable.Range(0, 20).Select(number => writer.RunAsync(db =>
        {
            db.Execute("INSERT INTO numbers VALUES (?)", number);
            return number == 7 ? throw new InvalidOperationException("seven") : number;
        })).ToList();
        gate.Set();
        await first;

        Assert.Equal("seven", (await Assert.ThrowsAsync<InvalidOperationException>(() => group[7])).Message);
        for (var number = 0; number < 20; number++)
            if (number != 7) Assert.Equal(number, await group[number]);
        Assert.Equal(19, _session.Number("SELECT count(*) FROM numbers"));
        Assert.Equal(0, _session.Number("SELECT count(*) FROM numbers WHERE number = 7"));
    }

    [Fact]
    public async Task A_commit_that_fails_fails_all_its_callers_and_the_next_group_goes_on()
    {
        var isBroken = true;
        await using var writer = new Writer(_session, () =>
        {
            if (isBroken) throw new IOException("disk full");
        });
        var callers = Enumerable.Range(0, 10).Select(number => writer.RunAsync(db => db.Execute("INSERT INTO numbers VALUES (?)", number))).ToList();
        foreach (var caller in callers) Assert.Equal("disk full", (await Assert.ThrowsAsync<IOException>(() => caller)).Message);
        isBroken = false;
        Assert.Equal(1, await writer.RunAsync(db => db.Execute("INSERT INTO numbers VALUES (99)")));
        Assert.Equal(99, _session.Number("SELECT sum(number) FROM numbers"));
    }

    [Fact]
    public async Task What_is_taken_in_before_the_end_is_done_and_what_comes_after_is_refused()
    {
        var writer = new Writer(_session);
        var callers = Enumerable.Range(0, 50).Select(number => writer.RunAsync(db => db.Execute("INSERT INTO numbers VALUES (?)", number))).ToList();
        await writer.DisposeAsync();
        Assert.All(await Task.WhenAll(callers), changed => Assert.Equal(1, changed));
        await Assert.ThrowsAsync<WriterClosedException>(() => writer.RunAsync(_ => 0));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
