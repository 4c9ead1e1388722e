using System.Management.Automation;

namespace WildixPbx.Tests;

/// <summary>Port 2222 left open by a block that was cut off, or by a portal that was out of reach when it was to be shut.</summary>
public sealed class UseSshTests : IDisposable
{
    readonly ProxySession _portal = new("-MaximumRetryCount 0");
    readonly UnobservedExceptions _unobserved = new();
    readonly string _name;

    public UseSshTests() => _name = _portal.Portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly");

    [Fact]
    public async Task A_port_that_Ctrl_C_leaves_open_is_found()
    {
        using var shell = PowerShell.Create(_portal.Session.Runspace);
        shell.AddScript($"Use-WmpSsh {_name} {{ $entered.Invoke(); Wait-ForStop }}");
        var isIn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _portal.Session.Set("entered", (Action)(() => isIn.TrySetResult()));
        var running = shell.BeginInvoke();
        await isIn.Task.Sometime();
        using (var other = _portal.Portal.Another()) Assert.True((bool)other.Get($"(Get-WmpSsh {_name}).IsOpen")[0].BaseObject);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null).Soon();
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.False(IsOpen());
        _unobserved.CheckNone();
    }

    [Fact]
    public async Task A_port_whose_opening_is_stopped_before_its_answer_is_shut_again()
    {
        _portal.Decide = request => request is { IsChange: true, Method: "PATCH" } && Open(request) ? Fault.Hold : Fault.None;
        using var shell = PowerShell.Create(_portal.Session.Runspace);
        shell.AddScript($"Use-WmpSsh {_name} {{ 'never' }}");
        var running = shell.BeginInvoke();
        await _portal.Proxy.HeldAsync().Sometime();
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null).Soon();
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        _portal.Decide = _ => Fault.None;
        Assert.False(IsOpen());
    }

    [Fact]
    public void A_block_that_ran_for_a_port_whose_opening_was_lost_is_found()
    {
        _portal.Decide = request => request is { IsChange: true, Method: "PATCH" } && Open(request) ? Fault.LoseAnswer : Fault.None;
        var outcome = _portal.Session.Run($"Use-WmpSsh {_name} {{ 'ran' }}");
        Assert.Empty(outcome.Output);
        Assert.Equal(["WmpOutcomeUnknown"], outcome.ErrorIds);
        _portal.Decide = _ => Fault.None;
        Assert.False(IsOpen());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_that_is_lost_in_the_block_and_an_open_port_in_silence_are_found(bool beforeThePortal)
    {
        // From the block on nothing comes through any more.
        var isIn = false;
        _portal.Decide = _ => !isIn ? Fault.None : beforeThePortal ? Fault.LoseRequest : Fault.LoseAnswer;
        _portal.Session.Set("cut", (Action)(() => isIn = true));
        var outcome = _portal.Session.Run($"Use-WmpSsh {_name} {{ 'in'; $cut.Invoke() }} -Duration 600");
        Assert.Equal("in", Assert.Single(outcome.Output).BaseObject);
        Assert.Equal(["WmpSshNotShut"], outcome.ErrorIds);
        isIn = false;
        Assert.True(IsOpen());
        Assert.NotNull(_portal.Session.Get($"(Get-WmpSsh {_name}).OpenUntil")[0].BaseObject); // the portal's deadline
    }

    [Fact]
    public void The_error_of_a_block_that_lost_the_connection_stays_the_error()
    {
        var isIn = false;
        _portal.Decide = _ => isIn ? Fault.LoseRequest : Fault.None;
        _portal.Session.Set("cut", (Action)(() => isIn = true));
        var outcome = _portal.Session.Run($"Use-WmpSsh {_name} {{ $cut.Invoke(); throw 'lost' }}");
        Assert.Equal("lost", outcome.Error.Exception.Message);
        Assert.Contains("could not be shut", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _unobserved.Dispose();
        _portal.Dispose();
    }

    static bool Open(ProxiedRequest request) => System.Text.Encoding.UTF8.GetString(request.Body).Contains("\"open\":true", StringComparison.Ordinal);

    bool IsOpen() => (bool)_portal.Session.Get($"(Get-WmpSsh {_name}).IsOpen")[0].BaseObject;
}
