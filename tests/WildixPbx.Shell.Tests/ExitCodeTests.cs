namespace WildixPbx.Shell.Tests;

public sealed class ExitCodeTests : IDisposable
{
    readonly Workspace _workspace = new();

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("function Leave { exit 4 }; Leave; 'not reached'", 4)]
    [InlineData("throw 'bad'", 1)]
    [InlineData("Write-Error bad -ErrorAction Stop", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Write-Error bad; exit 5", 1)]
    [InlineData("Write-Error bad; 'goes on'", 0)]
    [InlineData("'never run'; if (", 1)]
    [InlineData("dotnet no-such-command-of-dotnet 2>$null | Out-Null; if ($LASTEXITCODE -eq 0) { exit 6 }", 0)]
    public async Task A_scripts_end_decides_the_exit_code(string script, int expected)
    {
        var run = await ShellProcess.RunAsync(_workspace, _workspace.Write("script.ps1", script));

        Assert.Equal((expected, ""), (run.ExitCode, run.ExitCode == expected ? "" : run.Error));
        Assert.DoesNotContain("not reached", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("never run", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("if (", 1)]
    public async Task A_commands_end_decides_the_exit_code(string command, int expected)
        => Assert.Equal(expected, (await ShellProcess.RunAsync(_workspace, "-Command", command)).ExitCode);

    [Theory]
    [InlineData("-Bogus")]
    [InlineData("-Command")]
    [InlineData("-NonInteractive")]
    public async Task A_wrong_call_is_told_from_a_failed_script(string argument)
    {
        var run = await ShellProcess.RunAsync(_workspace, argument);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task A_missing_script_is_named()
    {
        var run = await ShellProcess.RunAsync(_workspace, "-File", "nowhere.ps1");

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("nowhere.ps1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_module_says_how_to_build_it()
    {
        File.Delete(_workspace.Manifest);

        var run = await ShellProcess.RunAsync(_workspace, "-Command", "'reached'");

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("dotnet build", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_every_stand_in_and_what_is_missing()
    {
        var run = await ShellProcess.RunAsync(_workspace, "-Help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var word in new[] { "crutch", "Import-Csv", "Write-Verbose", "no Format-Table" })
            Assert.Contains(word, run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
