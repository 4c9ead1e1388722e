using System.Diagnostics;
using System.Reflection;

namespace WildixPbx.Shell.Tests;

/// <summary>The built Shell as a process, its input redirected and empty.</summary>
public sealed class ShellProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly string ShellPath = typeof(ShellProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ShellPath").Value!;

    readonly Process _process;
    readonly Task<string> _error;

    ShellProcess(Process process)
    {
        _process = process;
        _process.StandardInput.Close();
        _error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<Ended> RunAsync(Workspace workspace, params string[] arguments)
    {
        using var shell = Start(workspace, [], arguments);
        return await shell.EndAsync();
    }

    /// <summary>The command line that starts the Shell.</summary>
    public static IEnumerable<string> CommandLine(params IEnumerable<string> arguments) => ["dotnet", ShellPath, .. arguments];

    /// <summary>Starts the Shell; by way of <paramref name="before"/>, a program that turns into it, when there is one.</summary>
    public static ShellProcess Start(Workspace workspace, string[] before, params string[] arguments)
    {
        string[] line = [.. before, .. CommandLine(arguments)];
        return new ShellProcess(Process.Start(StartInfo(workspace, line))!);
    }

    public static ProcessStartInfo StartInfo(Workspace workspace, params string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = workspace.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WILDIXPBX_MODULE"] = workspace.Manifest;
        return start;
    }

    public async Task ReadUntilAsync(string line)
    {
        using var patience = Limit();
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } read)
        {
            if (read == line)
                return;
        }

        Assert.Fail($"The Shell ended without '{line}'. {await _error}");
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Ended> EndAsync()
    {
        using var patience = Limit();
        try
        {
            var output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
            await _process.WaitForExitAsync(patience.Token);
            return new Ended(_process.ExitCode, output, await _error);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("The Shell hangs.");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        return limit;
    }
}

/// <summary>How a run of the Shell went.</summary>
public sealed record Ended(int ExitCode, string Out, string Error);
