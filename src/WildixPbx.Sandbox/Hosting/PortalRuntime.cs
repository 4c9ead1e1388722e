using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>
/// What the routes work with. It is opened between building the host and listening: the OpenAPI document is made from
/// a host that is only built, which must leave no trace on disk.
/// </summary>
sealed class PortalRuntime(SandboxOptions options, PriceBook prices) : IAsyncDisposable
{
    PortalDatabase? _database;
    Writer? _writer;
    AccessTokens? _tokens;

    public SandboxClock Clock { get; } = new();

    public PortalSetup Setup => field ??= new PortalSetup(options.RuleSet, options.TimeZone, prices, Clock);

    public PortalDatabase Database => _database ?? throw NotOpen();

    public Writer Writer => _writer ?? throw NotOpen();

    public AccessTokens Tokens => _tokens ?? throw NotOpen();

    public void Open(string databasePath, AccessTokens tokens)
    {
        _tokens = tokens;
        _database = new PortalDatabase(databasePath);
        Clock.Load(_database.WriteSession);
        _writer = new Writer(_database.WriteSession);
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null) await _writer.DisposeAsync();
        _database?.Dispose();
    }

    static InvalidOperationException NotOpen() => new("The portal is not open yet.");
}
