namespace WildixPbx.Tests;

/// <summary>What a shell that ends before its script leaves on the machine.</summary>
public sealed class NothingLeftTests : IDisposable
{
    static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("-Temporary")]
    public async Task A_sandbox_that_outlives_a_shell_that_was_killed_is_found(string parameters)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at in /proc.");
        var script = _folder.Write("hold.ps1", $"$sandbox = Start-WmpSandbox {parameters}; [Console]::Out.WriteLine($sandbox.ProcessId); [Console]::Out.WriteLine($sandbox.DataPath); $null = [Console]::In.ReadLine()");
        using var shell = ShellChild.Start(_folder, NoVariables, script);
        var sandbox = new OtherProcess(int.Parse((await shell.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture));
        var data = (await shell.ReadLineAsync())!;
        Assert.True(sandbox.IsAlive && Directory.Exists(data));

        shell.Kill();
        Assert.Equal(128 + 9, await shell.ExitAsync());

        await Watchdog.Until(() => !sandbox.IsAlive, "the end of the sandbox");
        Assert.Equal(parameters.Length == 0, Directory.Exists(data));
    }

    [Fact]
    public async Task A_sandbox_that_outlives_the_quickstart_after_Ctrl_C_in_its_middle_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at in /proc.");
        var random = Seed.Printed();
        using var shell = ShellChild.Start(_folder, NoVariables, Path.Combine(Repository.Root, "examples", "quickstart.ps1"), "-Name", "interrupted");

        // The log of the database grows with each commit, and the whole quickstart fills more than this.
        var log = new FileInfo(_folder.In("state/sandboxes/interrupted/portal.db-wal"));
        var middle = random.Next(200_000, 1_000_000);
        await Watchdog.Until(() => { log.Refresh(); return log.Exists && log.Length > middle; }, "the middle of the quickstart");
        var sandbox = new OtherProcess(Assert.Single(OtherProcess.ChildrenOf(shell.Id)));
        Assert.Contains("WildixPbx.Sandbox.dll", sandbox.CommandLine, StringComparison.Ordinal);

        await OtherProcess.SignalAsync(shell.Id, "INT");
        Assert.Equal(130, await shell.ExitAsync());

        Assert.DoesNotContain("Changed licences", await shell.ReadToEndAsync(), StringComparison.Ordinal);
        await Watchdog.Until(() => !sandbox.IsAlive, "the end of the sandbox");
    }

    public void Dispose() => _folder.Dispose();
}
