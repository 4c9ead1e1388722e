using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>A sandbox that the test starts by itself, with tokens that occur nowhere else on earth.</summary>
sealed class CanarySandbox : IDisposable
{
    readonly Process _process;

    CanarySandbox(Process process) => _process = process;

    /// <summary>The partner's token, which is all that the client is given.</summary>
    public string Token { get; } = "canary-" + RandomNumberGenerator.GetHexString(40, lowercase: true);

    public Uri Uri { get; private set; } = null!;

    public OtherProcess Process => new(_process.Id);

    public static async Task<CanarySandbox> StartAsync(TemporaryFolder folder)
    {
        var program = Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "sandbox", "WildixPbx.Sandbox.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", "--data", folder.In("data"), "--tokens-from-stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var sandbox = new CanarySandbox(System.Diagnostics.Process.Start(start)!);
        await sandbox._process.StandardInput.WriteLineAsync($$"""{"partner":"{{sandbox.Token}}","manager":"manager-{{sandbox.Token}}"}""");
        await sandbox._process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var ready = await sandbox._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Sometime();
        sandbox.Uri = new Uri((string)JsonNode.Parse(ready!)!["url"]!);
        return sandbox;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
