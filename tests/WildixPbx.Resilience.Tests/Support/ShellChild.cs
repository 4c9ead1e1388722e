using System.Diagnostics;
using System.Reflection;

namespace WildixPbx.Tests.Support;

/// <summary>The built Shell as a child process of the test.</summary>
sealed class ShellChild : IDisposable
{
    static readonly string ShellPath = typeof(ShellChild).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ShellPath").Value!;

    readonly Process _process;

    ShellChild(Process process)
    {
        _process = process;
        Error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public int Id => _process.Id;

    /// <summary>All that it wrote to stderr.</summary>
    public Task<string> Error { get; }

    /// <summary>Starts it with a script; its state folder is the test's own.</summary>
    public static ShellChild Start(TemporaryFolder folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // A process that was started in the background may inherit an ignored SIGINT, which the runtime then leaves alone.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", ShellPath, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in new[] { "WMP_URI", "WMP_TOKEN", "WMP_TOKEN_FILE" }) start.Environment.Remove(name);
        start.Environment["WMP_STATE_PATH"] = folder.In("state");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ShellChild(Process.Start(start)!);
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Sometime();

    public Task<string> ReadToEndAsync() => _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Sometime();

    /// <summary>Lets a script that reads from stdin go on.</summary>
    public void Continue() => _process.StandardInput.WriteLine();

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).Sometime();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
