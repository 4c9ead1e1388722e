using System.Diagnostics;
using System.Reflection;

namespace WildixPbx.Tests.Hosting;

/// <summary>A run of the built Shell: another process with the module, and the one that has Out-Default.</summary>
sealed record ShellRun(int ExitCode, string Out, string Error)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    static readonly string Program = typeof(ShellRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ShellPath").Value!;

    /// <summary>Runs a command to its end.</summary>
    public static async Task<ShellRun> OfAsync(string command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "-Command", command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["WILDIXPBX_MODULE"] = Repository.Manifest;
        foreach (var name in (string[])["WMP_URI", "WMP_TOKEN", "WMP_TOKEN_FILE"]) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ShellRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
