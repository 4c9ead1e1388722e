using System.Diagnostics;
using System.Reflection;
using System.Threading.Channels;

namespace WildixPbx.Tests.Support;

/// <summary>A run that sends in a process of its own, whose lines can be waited for.</summary>
sealed class SendingProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    static readonly string Shell = typeof(SendingProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ShellPath").Value!;

    readonly Process _process;
    readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    SendingProcess(Process process)
    {
        _process = process;
        _ = ReadAsync();
    }

    /// <summary>Begins to send one PBX that needs action, always the same.</summary>
    /// <param name="parameters">Those of Send-WmpLicenseCheckReport.</param>
    public static SendingProcess Start(string parameters)
    {
        var script = $$"""
            try {
                [pscustomobject] @{ Pbx = 'rossi-roma'; State = 'Grace' } | Send-WmpLicenseCheckReport {{parameters}} -ErrorAction Stop -Verbose 4>&1 |
                    ForEach-Object { if ($_ -is [Management.Automation.VerboseRecord]) { "verbose: $_" } else { "outcome: $($_.Outcome)" } }
            }
            catch { "ended: $($_.FullyQualifiedErrorId) $_" }
            """;
        var start = new ProcessStartInfo("dotnet", [Shell, "-Command", script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["WILDIXPBX_MODULE"] = Repository.Manifest;
        foreach (var name in (string[])["WMP_URI", "WMP_TOKEN", "WMP_TOKEN_FILE"]) start.Environment.Remove(name);
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new SendingProcess(process);
    }

    /// <summary>The next line that begins so.</summary>
    public async Task<string> LineAsync(params IReadOnlyList<string> beginnings)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(limit.Token);
            if (beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal))) return line;
        }
    }

    /// <summary>What became of it: an outcome, or the error that ended it.</summary>
    public Task<string> EndAsync() => LineAsync("outcome: ", "ended: ");

    /// <summary>Kills it, wherever it is.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }
}
