namespace WildixPbx.Shell.Tests;

public sealed class SignalTests : IDisposable
{
    // A process that was started in the background may inherit an ignored SIGINT, which the runtime then leaves alone.
    static readonly string[] WithSignals = ["env", "--default-signal=INT"];

    readonly Workspace _workspace = new();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_script_but_lets_finally_blocks_run(string signal, int expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with env(1) and kill(1) of Linux.");
        var script = _workspace.Write("wait.ps1", """
            try { Write-Host ready; Start-Sleep 600; Write-Host 'not reached' } finally { Set-Content cleaned.txt done }
            """);
        using var shell = ShellProcess.Start(_workspace, WithSignals, script);

        await shell.ReadUntilAsync("ready");
        await shell.SignalAsync(signal);
        var run = await shell.EndAsync();

        Assert.Equal((expected, ""), (run.ExitCode, run.Out));
        Assert.Equal("done", File.ReadAllText(Path.Combine(_workspace.Folder, "cleaned.txt")).Trim());
    }

    [Fact]
    public async Task A_second_signal_ends_a_clean_up_that_does_not_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with env(1) and kill(1) of Linux.");
        var script = _workspace.Write("stuck.ps1", """
            try { Write-Host ready; Start-Sleep 600 }
            finally { [Console]::Out.WriteLine('stuck'); [Threading.Thread]::Sleep(-1) }
            """);
        using var shell = ShellProcess.Start(_workspace, WithSignals, script);

        await shell.ReadUntilAsync("ready");
        await shell.SignalAsync("INT");
        await shell.ReadUntilAsync("stuck");
        await shell.SignalAsync("INT");

        Assert.Equal(130, (await shell.EndAsync()).ExitCode);
    }

    public void Dispose() => _workspace.Dispose();
}
