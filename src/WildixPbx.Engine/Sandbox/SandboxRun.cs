using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>A sandbox that was started, with what is not given out: its process and the manager's connection.</summary>
sealed class SandboxRun : IDisposable
{
    // Above what one that lives takes, so that only one that is told to be slow is taken for alive unheard.
    static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(2);

    readonly RestPortal _manager;
    readonly SandboxSettings _settings;
    readonly Redactor _redactor;

    /// <summary>A child that is ready.</summary>
    public SandboxRun(SandboxChild child, SandboxSettings settings, string name, Uri url, string dataPath, SandboxTokens tokens, Redactor redactor)
    {
        (Child, _settings, _redactor) = (child, settings, redactor);
        Sandbox = new Sandbox(name, url, child.Id, dataPath, settings.Temporary, SecureText.Secure(tokens.Partner));
        using var token = SecureText.Secure(tokens.Manager);
        _manager = new RestPortal(new PortalSettings { Uri = url, Token = token }, redactor);
        Manager = new SharedPortal(_manager);
        _ = WatchAsync();
    }

    public SandboxChild Child { get; }

    public Sandbox Sandbox { get; }

    /// <summary>The manager's connection, which lives as long as the sandbox.</summary>
    public IPortal Manager { get; }

    public bool IsRunning => !Child.HasExited;

    /// <summary>Whether it can be given out. One that was just killed runs for a moment more, but answers no more.</summary>
    public async Task<bool> AnswersAsync(CancellationToken stop)
    {
        if (!IsRunning) return false;
        using var probe = new RestPortal(new PortalSettings { Uri = Sandbox.Uri, Token = Sandbox.Token, Timeout = ProbeTime, MaximumRetryCount = 0 }, _redactor);
        try
        {
            await probe.GetAsync(PortalLookups.Info(), new CallContext(stop)).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            return false;
        }
        catch (WildixPbxException)
        {
            // Too many requests, or slower than that by its own settings: it lives.
        }

        return IsRunning;
    }

    /// <summary>Refuses an estate that this one was not started with.</summary>
    /// <exception cref="ConflictException">It was started with another one, or with none.</exception>
    public void CheckSeed(SandboxSettings wanted)
    {
        if (wanted.Seed is null || (wanted.Seed == _settings.Seed && (wanted.PbxCount is null || wanted.PbxCount == _settings.PbxCount))) return;
        throw new ConflictException("SandboxNotEmpty", $"The sandbox {Sandbox.Name} runs already, and an estate is made only when it starts.", "Stop it first with Stop-WmpSandbox, then start it with -Seed.");
    }

    /// <summary>Ends the child, and its data where they are temporary.</summary>
    public async Task StopAsync(CancellationToken stop)
    {
        try
        {
            await Child.StopAsync(TimeSpan.FromSeconds(10), stop).ConfigureAwait(false);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Ends the child while this process ends.</summary>
    public void EndWithProcess()
    {
        if (IsRunning)
        {
            Child.Kill();
            Child.WaitAtExit(TimeSpan.FromSeconds(2));
        }

        Dispose();
    }

    /// <summary>Lets go of all that belonged to a child that has ended.</summary>
    public void Dispose()
    {
        Sandbox.IsRunning = false;
        _manager.Dispose();
        Child.Dispose();
        if (Sandbox.IsTemporary) SandboxFolders.Remove(Sandbox.DataPath);
    }

    async Task WatchAsync()
    {
        await Child.Exited.ConfigureAwait(false);
        Sandbox.IsRunning = false;
    }

    /// <summary>A connection of several users, none of whom closes it.</summary>
    sealed class SharedPortal(RestPortal portal) : IPortal
    {
        public Uri Uri => portal.Uri;

        public Task<Page<T>> ListAsync<T>(PortalQuery<T> query, PageRequest page, CallContext call) => portal.ListAsync(query, page, call);

        public Task<T> GetAsync<T>(PortalLookup<T> lookup, CallContext call) => portal.GetAsync(lookup, call);

        public Task<Change<T>> SendAsync<T>(PortalCommand<T> command, ChangeOptions options, CallContext call) => portal.SendAsync(command, options, call);

        public void Dispose()
        {
            // The sandbox owns it.
        }
    }
}
