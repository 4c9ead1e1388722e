namespace WildixPbx.Shell.Tests;

public sealed class ScriptTests : IDisposable
{
    const string Echo = """
        param([string]$Name, [switch]$Force, [int]$Count = 1)
        "$Name|$Force|$Count|$args"
        """;

    readonly Workspace _workspace = new();

    [Theory]
    [InlineData("a b|True|5|", "-Name", "a b", "-Force", "-Count:5")]
    [InlineData("x|False|2|", "x", "2", "-Force:$false")]
    [InlineData("x|False|2|y -z", "x", "2", "y", "-z")]
    public async Task Arguments_bind_as_with_pwsh_File(string expected, params string[] arguments)
    {
        var run = await ShellProcess.RunAsync(_workspace, ["-File", _workspace.Write("echo.ps1", Echo), .. arguments]);

        Assert.Equal((expected, ""), (run.Out.Trim(), run.Error));
    }

    [Fact]
    public async Task A_script_knows_its_own_path_though_called_by_a_relative_one()
    {
        var path = _workspace.Write("where.ps1", "$PSCommandPath; $PSScriptRoot; $PWD.Path; $MyInvocation.MyCommand.Name");

        var run = await ShellProcess.RunAsync(_workspace, "where.ps1");

        Assert.Equal([path, _workspace.Folder, _workspace.Folder, "where.ps1"], run.Out.Trim().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Each_stream_goes_to_its_own_place_without_colours_in_files()
    {
        var run = await ShellProcess.RunAsync(_workspace, _workspace.Write("streams.ps1", """
            Get-Dummy
            Write-Host 'to the host' -ForegroundColor Red
            Write-Error 'an error' -ErrorId MyId -RecommendedAction 'do something'
            Write-Warning 'a warning'
            Write-Verbose 'verbose text' -Verbose
            Write-Debug 'debug text' -Debug
            Write-Progress 'some progress'
            """));

        foreach (var text in new[] { "n1", "to the host" })
            Assert.Contains(text, run.Out, StringComparison.Ordinal);
        foreach (var text in new[] { "an error", "MyId,", "do something", "streams.ps1:3", "WARNING: a warning", "VERBOSE: verbose text", "DEBUG: debug text" })
        {
            Assert.Contains(text, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(text, run.Out, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("to the host", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("some progress", run.Out + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Out + run.Error);
    }

    [Fact]
    public async Task Output_is_shown_by_the_modules_views()
    {
        var run = await ShellProcess.RunAsync(_workspace, "-Command", "Import-Module Dummy -ErrorAction Stop; Get-Dummy -Count 1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Seen by the view", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 8", 8)]
    [InlineData("throw 'bad'", 1)]
    public async Task A_table_that_the_formatter_still_holds_back_is_not_lost(string end, int expected)
    {
        var run = await ShellProcess.RunAsync(_workspace, "-Command", $"Get-Dummy -Count 1; {end}");

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains("n1", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parse_error_names_line_and_script()
    {
        var run = await ShellProcess.RunAsync(_workspace, _workspace.Write("broken.ps1", "'fine'\nif ("));

        Assert.Contains("broken.ps1:2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cmdlet_that_is_absent_points_to_pwsh()
    {
        var run = await ShellProcess.RunAsync(_workspace, "-Command", "Get-Dummy | Format-Table");

        Assert.Contains("Format-Table", run.Error, StringComparison.Ordinal);
        Assert.Contains("pwsh", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
