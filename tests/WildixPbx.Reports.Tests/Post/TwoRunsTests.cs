using System.Management.Automation;

namespace WildixPbx.Tests.Post;

/// <summary>Two processes that send from one state folder at once.</summary>
public sealed class TwoRunsTests : IDisposable
{
    readonly string _state = Directory.CreateTempSubdirectory("wildixpbx-two-").FullName;
    readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    string To(WebhookServer webhook, string more = "") => $"-Webhook {webhook.Uri} -StatePath '{_state}' -Quiet 20:00:00 {more}";

    [Fact]
    public async Task A_state_that_a_second_process_tells_while_the_first_is_telling_it_is_found()
    {
        using var webhook = new WebhookServer(until: _answer.Task);
        await using var first = SendingProcess.Start(To(webhook));
        await webhook.Arrival.WaitAsync(TestContext.Current.CancellationToken);
        await using var second = SendingProcess.Start(To(webhook));
        Assert.Contains("waiting until it has noted", await second.LineAsync("verbose: Another run", "outcome: ", "ended: "), StringComparison.Ordinal);
        _answer.SetResult();
        Assert.Equal("outcome: Sent", await first.EndAsync());
        Assert.Equal("outcome: Quiet", await second.EndAsync());
        Assert.Single(webhook.Posts);
    }

    [Fact]
    public async Task A_wait_that_never_ends_or_ends_without_naming_the_file_is_found()
    {
        using var webhook = new WebhookServer(until: _answer.Task);
        await using var first = SendingProcess.Start(To(webhook));
        await webhook.Arrival.WaitAsync(TestContext.Current.CancellationToken);
        await using var second = SendingProcess.Start(To(webhook, "-Timeout 1"));
        var end = await second.EndAsync();
        Assert.StartsWith("ended: WmpStateInUse,", end, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_state, "license-check-sent.lock") + ", and was not done within 1 s", end, StringComparison.Ordinal);
        _answer.SetResult();
        Assert.Equal("outcome: Sent", await first.EndAsync());
        Assert.Single(webhook.Posts);
    }

    [Fact]
    public async Task A_process_that_was_killed_while_it_told_leaves_nothing_locked_and_nobody_silenced()
    {
        using var webhook = new WebhookServer(until: _answer.Task);
        using var another = new WebhookServer();
        await using var first = SendingProcess.Start(To(webhook));
        await webhook.Arrival.WaitAsync(TestContext.Current.CancellationToken);
        await first.KillAsync();
        await using var second = SendingProcess.Start(To(another, "-Timeout 1"));
        Assert.Equal("outcome: Sent", await second.EndAsync());
    }

    [Fact]
    public async Task A_run_that_waits_and_can_t_be_stopped_is_found()
    {
        using var webhook = new WebhookServer(until: _answer.Task);
        await using var first = SendingProcess.Start(To(webhook));
        await webhook.Arrival.WaitAsync(TestContext.Current.CancellationToken);
        using var statuses = new Statuses();
        using var work = PowerShell.Create(statuses.Session.Runspace);
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Streams.Verbose.DataAdded += (_, added) =>
        {
            if (work.Streams.Verbose[added.Index].Message.StartsWith("Another run", StringComparison.Ordinal)) waiting.TrySetResult();
        };
        work.AddScript($"New-Status a b -Hours 100 | Send-WmpLicenseCheckReport {To(webhook)} -Verbose").BeginInvoke();
        await waiting.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await work.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(PSInvocationState.Stopped, work.InvocationStateInfo.State);
        _answer.SetResult();
        Assert.Equal("outcome: Sent", await first.EndAsync());
        Assert.Single(webhook.Posts);
    }

    public void Dispose()
    {
        _answer.TrySetResult();
        Directory.Delete(_state, recursive: true);
    }
}
