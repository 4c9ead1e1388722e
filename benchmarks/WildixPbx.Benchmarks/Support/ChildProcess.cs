using System.Diagnostics;

namespace WildixPbx.Benchmarks;

/// <summary>Runs a program to its end. Secrets go through its environment, never on its command line.</summary>
static class ChildProcess
{
    /// <summary>This program again, in a fresh process.</summary>
    public static string RunSelf(IReadOnlyList<string> arguments, params ReadOnlySpan<(string Name, string Value)> environment)
        => Run(Environment.ProcessPath!, arguments, environment);

    /// <summary>What it writes to stdout; its stderr is shown as it comes.</summary>
    public static string Run(string program, IReadOnlyList<string> arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}.");
    }

    /// <summary>A program on the path; null where there is none.</summary>
    public static string? Find(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
            .FirstOrDefault(File.Exists);
}
