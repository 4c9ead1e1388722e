using System.Globalization;
using System.Text;

namespace WildixPbx.Shell.Tests;

/// <summary>All cases of the stand-ins in one run of the Shell, since each start costs a second.</summary>
public sealed class StandInRun : IAsyncLifetime
{
    readonly Workspace _workspace = new();

    public Dictionary<string, string> Results { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_workspace.Folder, "results"));
        // Only the language itself collects the results: a stand-in must not be tested with another.
        var script = new StringBuilder("$root = $PSScriptRoot\n");
        foreach (var (name, (text, _)) in StandInCases.All)
        {
            script.AppendLine(CultureInfo.InvariantCulture, $$"""
                $Error.Clear()
                try { $r = [string]::Join('|', [object[]]@(& { {{text}} })) } catch { $r = 'THROWN ' + $_.FullyQualifiedErrorId; $Error.Clear() }
                if ($Error.Count) { $r += ' ERROR ' + $Error[0].FullyQualifiedErrorId }
                [IO.File]::WriteAllText("$root/results/{{name}}", $r)
                """);
        }

        var run = await ShellProcess.RunAsync(_workspace, _workspace.Write("cases.ps1", script.ToString()));
        Assert.True(run.ExitCode == 0, run.Error);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_workspace.Folder, "results")))
            Results[Path.GetFileName(file)] = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }
}
