using System.Collections.Concurrent;

namespace WildixPbx.Tests.Ssh;

/// <summary>Commands without a terminal.</summary>
public sealed class CommandTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Both_streams_are_kept_apart_and_the_exit_code_comes_back()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        var lines = new ConcurrentQueue<PbxCommandLine>();
        var code = await session.RunAsync("echo one; echo two >&2; printf 'three\\r\\nlast'; exit 7", lines.Enqueue, Patience, SshBox.Stop);
        Assert.Equal(7, code);
        Assert.Equal(["one", "three", "last"], lines.Where(line => line.Source == LineSource.Output).Select(line => line.Text));
        Assert.Equal(["two"], lines.Where(line => line.Source == LineSource.Error).Select(line => line.Text));
    }

    [Fact]
    public async Task A_line_that_waits_for_the_end_of_the_command_is_found()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(SshBox.Stop);
        var first = new TaskCompletionSource<string>();
        var run = session.RunAsync("echo first; sleep 600", line => first.TrySetResult(line.Text), Patience, stop.Token);
        Assert.Equal("first", await first.Task.WaitAsync(SshBox.Stop)); // while the command still runs
        Assert.False(run.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_a_timeout_and_one_whose_box_goes_away_is_lost()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        var late = await Assert.ThrowsAsync<TimeoutException>(() => session.RunAsync("sleep 600", _ => { }, TimeSpan.FromMilliseconds(300), SshBox.Stop));
        Assert.Equal("WmpTimeout", late.ErrorId);

        using var another = await box.LoginAsync();
        var lost = await Assert.ThrowsAsync<TransportException>(() => another.RunAsync("echo started; sleep 600", _ => box.CutOff(), Patience, SshBox.Stop));
        Assert.Equal("WmpConnectionLost", lost.ErrorId);
    }

    [Fact]
    public async Task A_secret_that_the_box_echoes_is_taken_out_and_what_only_looks_like_one_stays()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        var lines = new List<string>();
        await session.RunAsync($"echo 'password={SshBox.Password}'; echo token=abcdef", line => lines.Add(line.Text), Patience, SshBox.Stop);
        Assert.Equal(["password=***", "token=abcdef"], lines);
    }

    [Fact]
    public async Task Much_output_arrives_whole_and_in_order()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        var lines = new List<string>();
        await session.RunAsync("seq 1 200000", line => lines.Add(line.Text), Patience, SshBox.Stop);
        Assert.Equal(Enumerable.Range(1, 200_000).Select(number => $"{number}"), lines);
    }

    [Fact]
    public async Task A_command_that_reads_its_input_finds_none_and_does_not_hang()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        var lines = new List<string>();
        Assert.Equal(0, await session.RunAsync("cat; echo done", line => lines.Add(line.Text), Patience, SshBox.Stop));
        Assert.Equal(["done"], lines);
    }

    [Fact]
    public async Task The_serial_stands_in_line_17()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        var lines = new List<string>();
        await session.RunAsync("sed -n 17,18p /rw2/etc/sf2", line => lines.Add(line.Text), Patience, SshBox.Stop);
        Assert.Equal(["22110000a1b3", ""], lines);
    }
}
