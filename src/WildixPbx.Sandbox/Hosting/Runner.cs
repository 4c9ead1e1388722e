using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using WildixPbx.Sandbox.Simulators;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Seeding;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>Runs the sandbox as a child, with tokens over stdin, or alone, with tokens in files.</summary>
static class Runner
{
    public const int Failed = 3;

    public static async Task<int> RunAsync(SandboxOptions options, PriceBook prices)
    {
        try
        {
            await using var app = PortalHost.Build(options, prices);
            return options.TokensFromStdin ? await RunAsChildAsync(app, options) : await RunAloneAsync(app, options);
        }
#pragma warning disable CA1031 // Whatever keeps it from starting must reach whoever started it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await ReportAsync(options, error);
            return Failed;
        }
    }

    static async Task<int> RunAsChildAsync(WebApplication app, SandboxOptions options)
    {
        // Not Console.In, whose async reads block.
        using var stdin = new StreamReader(Console.OpenStandardInput());
        var tokens = AccessTokens.Parse(await stdin.ReadLineAsync());
        using var folder = Open(app, options, _ => tokens);
        await SeedAsync(app, options);
        await StartAsync(app, options);

        var ready = new { url = PortalHost.AddressOf(app, options).GetLeftPart(UriPartial.Authority), pid = Environment.ProcessId };
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ready));
        _ = StopAtEndAsync(stdin, app.Lifetime);
        await app.WaitForShutdownAsync();
        await CloseAsync(app);
        return 0;
    }

    static async Task<int> RunAloneAsync(WebApplication app, SandboxOptions options)
    {
        var tokenPath = "";
        using var folder = Open(app, options, folder =>
        {
            (tokenPath, var tokens) = folder.TokenFiles();
            return tokens;
        });
        await SeedAsync(app, options);
        await StartAsync(app, options);

        var url = PortalHost.AddressOf(app, options).GetLeftPart(UriPartial.Authority);
        await Console.Out.WriteLineAsync($"""
            Sandbox portal at {url}, rule set {options.RuleSet}. Ctrl+C stops it.
            The partner's token is in {tokenPath}; the manager's in manager-token beside it.
            Connect with PowerShell:
              $env:WMP_TOKEN_FILE = '{tokenPath.Replace("'", "''", StringComparison.Ordinal)}'
              Connect-Wmp -Uri {url}
            """);
        await app.WaitForShutdownAsync();
        await CloseAsync(app);
        return 0;
    }

    // Before it listens, so that nobody meets half an estate.
    static async Task SeedAsync(WebApplication app, SandboxOptions options)
    {
        if (options.Seed is { } seed) await new EstateSeeder(app.Services.GetRequiredService<PortalRuntime>()).SeedAsync(seed, options.PbxCount);
    }

    static async Task StartAsync(WebApplication app, SandboxOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw new IOException($"Another program listens on {options.Url.GetLeftPart(UriPartial.Authority)}. Give another port with --urls.", error);
        }
    }

    static DataFolder Open(WebApplication app, SandboxOptions options, Func<DataFolder, AccessTokens> tokens)
    {
        var folder = new DataFolder(options.Data, options.IsTemporary);
        try
        {
            if (options.Reset) folder.Reset();
            app.Services.GetRequiredService<PortalRuntime>().Open(folder.Database, tokens(folder));
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    // The database closes before the lock goes: whoever takes the folder next finds it whole.
    static async Task CloseAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<BoxFarm>().DisposeAsync();
        await app.Services.GetRequiredService<PortalRuntime>().DisposeAsync();
    }

    static async Task StopAtEndAsync(StreamReader stdin, IHostApplicationLifetime lifetime)
    {
        var rest = new char[256];
        try
        {
            while (await stdin.ReadAsync(rest) > 0)
            {
                // Nothing more is expected; only the end counts.
            }
        }
        catch (IOException)
        {
            // As good as an end.
        }

        lifetime.StopApplication();
    }

    static async Task ReportAsync(SandboxOptions options, Exception error)
    {
        var message = error.Message.ReplaceLineEndings(" ");
        if (options.TokensFromStdin)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { error = CodeOf(error), message }));
        else
            await Console.Error.WriteLineAsync(message);
    }

    static string CodeOf(Exception error) => error switch
    {
        FolderInUseException => "SandboxInUse",
        NotEmptyException => "SandboxNotEmpty",
        _ => "SandboxFailed",
    };
}
