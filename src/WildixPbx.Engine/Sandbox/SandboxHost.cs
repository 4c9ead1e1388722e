using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>The sandboxes of this process: one child a folder of data, and one start at a time for each.</summary>
sealed class SandboxHost : ISandboxHost
{
    readonly object _gate = new();
    readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    readonly SandboxLauncher _launcher;
    readonly Redactor _redactor;

    /// <summary>A host without any sandbox.</summary>
    /// <param name="redactor">Hears of the tokens.</param>
    /// <param name="dotnets">The dotnet programs to try; none for those of this machine.</param>
    public SandboxHost(Redactor redactor, Func<IReadOnlyList<string>>? dotnets = null)
    {
        _redactor = redactor;
        _launcher = new SandboxLauncher(redactor, dotnets ?? DotnetPrograms.Find);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();
    }

    /// <inheritdoc/>
    public IReadOnlyList<Sandbox> Running
    {
        get
        {
            lock (_gate) return [.. _slots.Values.Where(slot => slot.Run is { IsRunning: true }).Select(slot => slot.Run!.Sandbox)];
        }
    }

    /// <inheritdoc/>
    public async Task<Sandbox> StartAsync(SandboxSettings settings, CancellationToken stop)
    {
        SandboxFolders.CheckName(settings.Name);
        var name = settings.Name;

        // Two temporary ones that nobody named have nothing to do with each other.
        if (settings.Temporary && name == new SandboxSettings { ProgramPath = "", StatePath = "" }.Name) name = "temporary-" + Guid.NewGuid().ToString("N").Substring(0, 8);
        var slot = SlotOf(settings.Temporary ? "temporary:" + name : SandboxFolders.Lasting(settings));
        await slot.Gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (slot.Run is { } run)
            {
                if (!settings.Reset && await run.AnswersAsync(stop).ConfigureAwait(false))
                {
                    run.CheckSeed(settings);
                    return run.Sandbox;
                }

                slot.Run = null;
                await run.StopAsync(stop).ConfigureAwait(false);
            }

            slot.Run = await _launcher.StartAsync(settings, name, stop).ConfigureAwait(false);
            return slot.Run.Sandbox;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(Sandbox sandbox, CancellationToken stop)
    {
        if (SlotOf(sandbox) is not { } slot) return;
        await slot.Gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (slot.Run is not { } run || run.Sandbox != sandbox) return;
            slot.Run = null;
            await run.StopAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <inheritdoc/>
    public IPortal ManagerOf(Sandbox sandbox)
        => SlotOf(sandbox)?.Run is { IsRunning: true } run && run.Sandbox == sandbox
            ? run.Manager
            : throw new NotFoundException("SandboxNotRunning", $"The sandbox {sandbox.Name} does not run in this process.", "Start it with Start-WmpSandbox and use what that gives.");

    /// <inheritdoc/>
    public async Task<SandboxPbx> StartPbxAsync(Sandbox sandbox, string pbx, SandboxBoxUpdate settings, CallContext call)
        => Known((await ManagerOf(sandbox).SendAsync(PortalCommands.StartSandboxBox(pbx, settings), NewChange(), call).ConfigureAwait(false)).Resource);

    /// <inheritdoc/>
    public async Task<bool> StopPbxAsync(Sandbox sandbox, string pbx, CallContext call)
        => (await ManagerOf(sandbox).SendAsync(PortalCommands.StopSandboxBox(pbx), NewChange(), call).ConfigureAwait(false)).Changed;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SandboxPbx>> GetPbxsAsync(Sandbox sandbox, CallContext call)
    {
        var found = new List<SandboxPbx>();
        string? cursor = null;
        do
        {
            var page = await ManagerOf(sandbox).ListAsync(PortalQueries.SandboxBoxes(), new PageRequest(cursor, 1000), call).ConfigureAwait(false);
            found.AddRange(page.Items.Select(Known));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return found;
    }

    // Its secrets are known to the redactor before anything of it is given out.
    SandboxPbx Known(SandboxBox box)
    {
        foreach (var secret in (string[])[box.Token, box.CompanyKey, box.S2SSecret, box.AdminPassword, box.RootPassword]) _redactor.Register(secret);
        return new SandboxPbx(box, SecureText.Secure);
    }

    static ChangeOptions NewChange() => new(Guid.NewGuid().ToString("D"));

    Slot SlotOf(string key)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(key, out var slot)) _slots.Add(key, slot = new Slot());
            return slot;
        }
    }

    Slot? SlotOf(Sandbox sandbox)
    {
        lock (_gate) return _slots.Values.FirstOrDefault(slot => slot.Run?.Sandbox == sandbox);
    }

    // Children end with this process anyway; what would stay are the folders of the temporary ones.
    void EndAll()
    {
        List<SandboxRun> runs;
        lock (_gate) runs = [.. _slots.Values.Where(slot => slot.Run is not null).Select(slot => slot.Run!)];
        foreach (var run in runs) run.EndWithProcess();
    }

    /// <summary>The place of one name: who wants to start or stop it waits at the gate.</summary>
    sealed class Slot
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public SandboxRun? Run { get; set; }
    }
}
