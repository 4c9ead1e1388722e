using System.Diagnostics;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

/// <summary>The built sandbox as a child process, started the way the module starts it.</summary>
sealed class SandboxProcess : IAsyncDisposable
{
    public const string PartnerToken = "partner-token-0123456789";
    public const string ManagerToken = "manager-token-0123456789";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly Process _process;
    readonly bool _ownsData;

    SandboxProcess(Process process, JsonNode ready, string data, bool ownsData)
    {
        (_process, Data, _ownsData) = (process, data, ownsData);
        ReadyLine = ready;
        Uri = new Uri((string)ready["url"]!);
        Partner = new PortalClient(Uri, PartnerToken);
        Manager = new PortalClient(Uri, ManagerToken);
    }

    public JsonNode ReadyLine { get; }

    public Uri Uri { get; }

    public string Data { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public PortalClient Partner { get; }

    public PortalClient Manager { get; }

    /// <summary>A data folder of its own, which goes with the process that made it.</summary>
    public static string NewFolder() => Path.Combine(Path.GetTempPath(), "wildixpbx-sandbox-tests", Guid.NewGuid().ToString("N"));

    public static async Task<SandboxProcess> StartAsync(string? data = null, params string[] options)
    {
        var folder = data ?? NewFolder();
        var process = Launch(["--urls", "http://127.0.0.1:0", "--data", folder, "--tokens-from-stdin", .. options]);
        await process.StandardInput.WriteLineAsync($$"""{"partner":"{{PartnerToken}}","manager":"{{ManagerToken}}"}""");
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var ready = JsonNode.Parse(line ?? "null") ?? throw new InvalidOperationException("No ready line: " + await process.StandardError.ReadToEndAsync());
        if (ready["url"] is null) throw new InvalidOperationException(line);
        return new SandboxProcess(process, ready, folder, data is null);
    }

    /// <summary>Starts the program with these words alone.</summary>
    public static Process Launch(params IEnumerable<string> words)
        => Process.Start(new ProcessStartInfo("dotnet", [BuiltFiles.Sandbox, .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string? input, params string[] words)
    {
        using var process = Launch(words);
        if (input is not null) await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Ends it as the module does, by the end of its stdin.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited) _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Sends a signal by name.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync();
    }

    public async Task WaitForExitAsync() => await _process.WaitForExitAsync().WaitAsync(Patience);

    /// <summary>All that it has written to stdout after the ready line; to be asked once it has ended.</summary>
    public Task<string> RestOfOutputAsync() => _process.StandardOutput.ReadToEndAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Partner.Dispose();
        Manager.Dispose();
        _process.Dispose();
        if (_ownsData && Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }
}
