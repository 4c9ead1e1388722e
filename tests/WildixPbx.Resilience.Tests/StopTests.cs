using System.Diagnostics;
using System.Management.Automation;

namespace WildixPbx.Tests;

/// <summary>
/// Ctrl+C while something is waited for that does not come: the proxy answers none of these waits, so that a stop that
/// ends at all has ended them itself.
/// </summary>
public sealed class StopTests : IDisposable
{
    readonly ProxySession _portal = new();
    readonly UnobservedExceptions _unobserved = new();

    [Fact]
    public async Task A_stop_that_waits_for_a_slow_answer_is_found()
    {
        _portal.Decide = request => request.IsListOf("pbxs") ? Fault.Hold : Fault.None;
        await StopAsync("Get-WmpPbx", _ => _portal.Proxy.HeldAsync());
        await _portal.Proxy.LetGoAsync();
    }

    [Fact]
    public async Task A_stop_that_waits_as_long_as_Retry_After_says_is_found()
    {
        _portal.Decide = request => request.IsListOf("pbxs") ? Fault.Throttle : Fault.None;
        await StopAsync("Get-WmpPbx -Verbose", shell => AddedTo(shell.Streams.Verbose, record => record.Message.Contains("again in 60", StringComparison.Ordinal)));
        Assert.Single(_portal.Proxy.Seen, request => request.IsListOf("pbxs"));
    }

    [Fact]
    public async Task A_stop_of_Wait_WmpRequest_that_waits_for_the_next_question_is_found()
    {
        var name = _portal.Portal.NewPbx();
        var id = _portal.Session.Get($"(Set-WmpLicense {name} -UcEssential 5 -Force).RequestId")[0];
        await StopAsync($"Wait-WmpRequest {id} -PollInterval 00:01:00", shell => AddedTo(shell.Streams.Progress, _ => true));
    }

    [Fact]
    public async Task A_stop_that_leaves_one_of_16_rows_in_flight_is_found()
    {
        _portal.MakeRows(40);
        _portal.Decide = request => request.IsChange ? Fault.Hold : Fault.None;
        await StopAsync("$rows | Set-WmpLicense -Force -ThrottleLimit 16", _ => _portal.Proxy.HeldAsync(16));
        await _portal.Proxy.LetGoAsync(16);
        Assert.Equal(16, _portal.Proxy.Seen.Count(request => request is { IsChange: true, Method: "PATCH" }));
    }

    [Fact]
    public async Task A_stop_while_the_rows_come_slowly_and_some_are_in_flight_is_found()
    {
        _portal.MakeRows(4);
        _portal.Decide = request => request.IsChange ? Fault.Hold : Fault.None;
        await StopAsync("& { $rows; Wait-ForStop } | Set-WmpLicense -Force -ThrottleLimit 16", _ => _portal.Proxy.HeldAsync(4));
        await _portal.Proxy.LetGoAsync(4);
    }

    public void Dispose()
    {
        _unobserved.Dispose();
        _portal.Dispose();
    }

    async Task StopAsync(string script, Func<PowerShell, Task> waiting)
    {
        using var shell = PowerShell.Create(_portal.Session.Runspace);
        shell.AddScript(script);
        using var output = new PSDataCollection<PSObject>();
        var isThere = waiting(shell);
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await isThere.Sometime();

        var clock = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null).Soon();
        Seed.Print($"Stopped after {clock.Elapsed.TotalMilliseconds:0.0} ms.");

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Empty(output);
        Assert.Empty(shell.Streams.Error);
        _unobserved.CheckNone();
        _portal.Decide = _ => Fault.None;
        Assert.Single(_portal.Session.Get("Get-WmpCustomer"));
    }

    static Task AddedTo<T>(PSDataCollection<T> stream, Func<T, bool> isIt)
    {
        var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stream.DataAdded += (_, e) => { if (isIt(stream[e.Index])) added.TrySetResult(); };
        return added.Task;
    }
}
