using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>Starts one child and waits until it listens.</summary>
sealed class SandboxLauncher(Redactor redactor, Func<IReadOnlyList<string>> dotnets)
{
    // Filling 1,000 PBXs takes a tenth of this.
    const int SecondsAThousandPbxs = 1;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A sandbox that is ready.</summary>
    public async Task<SandboxRun> StartAsync(SandboxSettings settings, string name, CancellationToken stop)
    {
        var program = Path.Combine(settings.ProgramPath, SandboxCommand.Program);
        if (!File.Exists(program))
            throw new TransportException("SandboxFailed", $"The sandbox's program is not at {program}.", "Build the module again, or install it again: the sandbox comes with it.");

        var dataPath = settings.Temporary ? SandboxFolders.MakeTemporary() : SandboxFolders.Lasting(settings);
        try
        {
            if (!settings.Temporary) SandboxFolders.Make(dataPath);
            return await StartAsync(settings, name, dataPath, stop).ConfigureAwait(false);
        }
        catch
        {
            if (settings.Temporary) SandboxFolders.Remove(dataPath);
            throw;
        }
    }

    async Task<SandboxRun> StartAsync(SandboxSettings settings, string name, string dataPath, CancellationToken stop)
    {
        foreach (var dotnet in dotnets())
        {
            var tokens = SandboxTokens.Make();
            redactor.Register(tokens.Partner);
            redactor.Register(tokens.Manager);
            var child = await SandboxChild.StartAsync(SandboxCommand.Of(dotnet, settings, dataPath), tokens).ConfigureAwait(false);
            try
            {
                var ready = await ReadyAsync(child, name, Patience + TimeSpan.FromSeconds((settings.PbxCount ?? 0) / 1000 * SecondsAThousandPbxs), stop).ConfigureAwait(false);
                if (ready?.Url is { } url) return new SandboxRun(child, settings, name, url, dataPath, tokens, redactor);
                if (ready is not null || !child.LacksRuntime) throw Failed(child, ready, name, dataPath);

                // A dotnet without the runtime: another one on the path may have it.
                child.Dispose();
            }
            catch
            {
                await child.KillAsync().ConfigureAwait(false);
                child.Dispose();
                throw;
            }
        }

        throw new TransportException(
            "RuntimeMissing",
            $"The sandbox {name} needs the .NET and ASP.NET Core 10 runtime, and no dotnet on this machine has it.",
            "Install the package aspnetcore-runtime-10.0, or set DOTNET_ROOT to where it is. The rest of the module needs none.");
    }

    static async Task<ReadyLine?> ReadyAsync(SandboxChild child, string name, TimeSpan patience, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        try
        {
            return await child.ReadyAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TransportException("SandboxFailed", $"The sandbox {name} was not ready within {patience.TotalSeconds:0} s.", "Try again. If it stays so, run its program by hand: it says what it waits for.");
        }
    }

    WildixPbxException Failed(SandboxChild child, ReadyLine? line, string name, string dataPath)
    {
        if (line?.Error == "SandboxInUse")
            return new ConflictException("SandboxInUse", $"The sandbox {name} runs in another process, on {dataPath}.", "Use it there, end it there, or start one with another -Name or -Temporary.");
        if (line?.Error == "SandboxNotEmpty")
            return new ConflictException("SandboxNotEmpty", $"The sandbox {name} can't be seeded: {line.Message}", "Start it without -Seed, or with -Reset, which removes its data; or start another one with -Name or -Temporary.");
        var errors = child.Errors;
        var why = line?.Message is { Length: > 0 } message ? message : errors.Length > 0 ? errors : "it ended without a word.";
        return new TransportException("SandboxFailed", redactor.Redact($"The sandbox {name} did not start: {why}"), "Correct what the message names. Its data are untouched.");
    }
}
