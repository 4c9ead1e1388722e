using System.Security;

namespace WildixPbx.Portal;

/// <summary>Starts and stops sandbox portals as children of this process.</summary>
public interface ISandboxHost
{
    /// <summary>Starts a sandbox, or answers with the one of that name that this process runs already.</summary>
    /// <exception cref="ConflictException">Another process runs it (SandboxInUse), or it is to be seeded and holds other data (SandboxNotEmpty).</exception>
    /// <exception cref="TransportException">It does not start (SandboxFailed), or its runtime is not there (RuntimeMissing).</exception>
    Task<Sandbox> StartAsync(SandboxSettings settings, CancellationToken stop);

    /// <summary>Stops a sandbox and waits until it is gone. Its data stay, unless it is a temporary one.</summary>
    Task StopAsync(Sandbox sandbox, CancellationToken stop);

    /// <summary>The sandboxes that this process runs.</summary>
    IReadOnlyList<Sandbox> Running { get; }

    /// <summary>A client with the manager's token, for what only a Wildix manager may do.</summary>
    IPortal ManagerOf(Sandbox sandbox);

    /// <summary>Brings up the simulator of a PBX, or gives one that is up other settings.</summary>
    /// <exception cref="WildixPbxException">There is no such PBX, or the sandbox does not run.</exception>
    Task<SandboxPbx> StartPbxAsync(Sandbox sandbox, string pbx, SandboxBoxUpdate settings, CallContext call);

    /// <summary>Shuts the simulator of a PBX down; whether one was up.</summary>
    Task<bool> StopPbxAsync(Sandbox sandbox, string pbx, CallContext call);

    /// <summary>The simulators that are up.</summary>
    Task<IReadOnlyList<SandboxPbx>> GetPbxsAsync(Sandbox sandbox, CallContext call);
}

/// <summary>How a sandbox is started.</summary>
public sealed record SandboxSettings
{
    /// <summary>The folder of the sandbox's program.</summary>
    public required string ProgramPath { get; init; }

    /// <summary>The state folder.</summary>
    public required string StatePath { get; init; }

    /// <summary>Its name: one folder of data each.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Keeps the data in a folder that goes with the sandbox.</summary>
    public bool Temporary { get; init; }

    /// <summary>Begins with no data.</summary>
    public bool Reset { get; init; }

    /// <summary>The rule set to enforce; none for the default.</summary>
    public string? RuleSet { get; init; }

    /// <summary>How many requests a second it takes before it answers 429; none for any number.</summary>
    public int? RateLimit { get; init; }

    /// <summary>How long it waits before each answer, to rehearse a slow portal.</summary>
    public TimeSpan ResponseDelay { get; init; }

    /// <summary>A price list of your own; none for the one that it brings.</summary>
    public string? PriceListPath { get; init; }

    /// <summary>The name of an invented estate to fill it with; the same name gives the same estate. None for an empty sandbox, or for what it holds.</summary>
    public string? Seed { get; init; }

    /// <summary>How many PBXs the estate has; none for 1,000, or for those that it has already.</summary>
    public int? PbxCount { get; init; }
}

/// <summary>A sandbox portal that this process runs.</summary>
public sealed class Sandbox
{
    /// <summary>A running sandbox.</summary>
    public Sandbox(string name, Uri uri, int processId, string dataPath, bool isTemporary, SecureString token)
        => (Name, Uri, ProcessId, DataPath, IsTemporary, Token) = (name, uri, processId, dataPath, isTemporary, token);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its address, always of this machine.</summary>
    public Uri Uri { get; }

    /// <summary>Its process.</summary>
    public int ProcessId { get; }

    /// <summary>The folder of its data.</summary>
    public string DataPath { get; }

    /// <summary>Whether the data go when it stops.</summary>
    public bool IsTemporary { get; }

    /// <summary>The partner's token. The manager's is not given out.</summary>
    public SecureString Token { get; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning { get; set; } = true;

    /// <summary>What it has counted, when it was last asked.</summary>
    public SandboxStatistics? Statistics { get; set; }

    /// <summary>Name and address.</summary>
    public override string ToString() => $"{Name} at {Uri}";
}

/// <summary>What a sandbox counts since it was started.</summary>
public sealed record SandboxStatistics
{
    /// <summary>Requests of any kind.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests that could change something: no GET and no dry run.</summary>
    public required long MutatingRequests { get; init; }

    /// <summary>Requests that were answered with 429.</summary>
    public required long ThrottledRequests { get; init; }

    /// <summary>The rule set it enforces.</summary>
    public required string RuleSet { get; init; }
}
