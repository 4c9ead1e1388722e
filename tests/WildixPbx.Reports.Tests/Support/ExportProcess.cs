using System.Diagnostics;
using System.Reflection;

namespace WildixPbx.Tests.Support;

/// <summary>Another process in the middle of an export: its files grow, and it waits for a word or for its end.</summary>
sealed class ExportProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    static readonly string Program = typeof(ExportProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ShellPath").Value!;

    readonly Process _process;

    ExportProcess(Process process) => _process = process;

    /// <summary>Begins an export to a path and answers when thousands of rows have come.</summary>
    public static async Task<ExportProcess> BeginAsync(string path)
    {
        var command = $$"""
            & {
                1..3000 | ForEach-Object { [pscustomobject]@{ Customer = 'Another run'; Pbx = "pbx-$_"; State = 'Ok' } }
                [Console]::Out.WriteLine('growing')
                [void][Console]::In.ReadLine()
            } | Export-WmpLicenseCheckReport -Path '{{path}}'
            """;
        var start = new ProcessStartInfo("dotnet", [Program, "-Command", command]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["WILDIXPBX_MODULE"] = Repository.Manifest;
        var export = new ExportProcess(Process.Start(start)!);
        try
        {
            Assert.Equal("growing", await export._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience));
            return export;
        }
        catch
        {
            export.Dispose();
            throw;
        }
    }

    /// <summary>Lets it end, and answers with its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.StandardInput.WriteLineAsync("go on");
        return await GoneAsync();
    }

    /// <summary>Ends it where it stands, as nothing can prevent.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        Assert.NotEqual(0, await GoneAsync());
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    async Task<int> GoneAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return _process.ExitCode;
    }
}
