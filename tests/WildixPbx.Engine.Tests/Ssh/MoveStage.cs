using System.Collections.Concurrent;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using WildixPbx.Boxes;
using WildixPbx.Engine;
using WildixPbx.Portal;
using WildixPbx.Ssh;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Ssh;

/// <summary>A real sandbox with an old PBX and a Cloud PBX of one customer, both up with an SSH server, and the way in by their terminals.</summary>
sealed class MoveStage : IAsyncDisposable
{
    static readonly string[] Tables = ["settings", "users", "callHistory", "voicemail", "recordings"];

    readonly TestState _state = new();
    readonly EngineFactory _engine = new();
    Portal.Sandbox _sandbox = null!;

    public SandboxPbx Old { get; private set; } = null!;

    public SandboxPbx Cloud { get; private set; } = null!;

    public string CloudSerial { get; private set; } = "";

    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>Hears of each line.</summary>
    public Action<string>? Heard { get; set; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Prompts => Path.Combine(_state.Path, "prompts.json");

    static CallContext Call => new(Stop);

    IPortal Manager => _engine.Sandboxes.ManagerOf(_sandbox);

    public static async Task<MoveStage> MakeAsync(Term term = Term.Lifetime)
    {
        var stage = new MoveStage();
        await File.WriteAllTextAsync(stage.Prompts, """{ "quietSeconds": 1 }""", Stop); // what nobody knows is waited for that long
        stage._sandbox = await stage._engine.Sandboxes.StartAsync(stage._state.Settings(), Stop);
        var portal = stage.Manager;
        await SendAsync(portal, PortalCommands.NewCustomer(new NewCustomer { Name = "Kvist A/S" }));
        await SendAsync(portal, PortalCommands.AddContact("Kvist A/S", new NewContact { Name = "Kaja Kvist", Email = "kaja@kvist.example" }));
        await SendAsync(portal, PortalCommands.NewPbx(new NewPbx { Customer = "Kvist A/S", Name = "kvist-old", Platform = Platform.Virtual, Term = term, Licensing = Licensing.PerUser }));
        await SendAsync(portal, PortalCommands.SetSandboxPbx("kvist-old", new SandboxPbxUpdate { Activated = true, WmsVersion = WmsVersion.Parse("4.03.44763.50"), Database = "SQLite3", DatabaseBytes = 300_000 }));
        var cloud = await SendAsync(portal, PortalCommands.NewPbx(new NewPbx { Customer = "Kvist A/S", Name = "kvist-cloud", Platform = Platform.Cloud, Region = "eu-central-1", Term = Term.Monthly, Licensing = Licensing.PerUser }));
        stage.CloudSerial = cloud.Serial!;
        stage.Old = await stage.UpAsync("kvist-old", new SandboxBoxUpdate { Ssh = true, UserCount = 7 });
        stage.Cloud = await stage.UpAsync("kvist-cloud", new SandboxBoxUpdate { Ssh = true, UserCount = 2 });
        return stage;
    }

    public Task<SandboxPbx> UpAsync(string pbx, SandboxBoxUpdate settings) => _engine.Sandboxes.StartPbxAsync(_sandbox, pbx, settings, Call);

    public Task DownAsync(SandboxPbx box) => _engine.Sandboxes.StopPbxAsync(_sandbox, box.PbxId, Call);

    public async Task RestartOldAsync()
    {
        await DownAsync(Old);
        Old = await UpAsync(Old.PbxId, new SandboxBoxUpdate { Ssh = true });
    }

    public Task<T> ChangeAsync<T>(PortalCommand<T> command) => SendAsync(Manager, command);

    /// <summary>A client of a box's REST side, as its admin with a password.</summary>
    public IBox Connect(SandboxPbx box, SecureString password) => _engine.ConnectBox(new BoxSettings
    {
        Uri = box.Uri, CertificateFingerprint = box.CertificateFingerprint, Credential = new BasicCredential("admin", password), MaximumRetryCount = 0, Timeout = TimeSpan.FromSeconds(60),
    });

    /// <summary>The extensions of the users that a box lists over REST.</summary>
    public async Task<IReadOnlyList<string?>> UsersAsync(SandboxPbx box, SecureString password)
    {
        using var client = Connect(box, password);
        return [.. (await client.GetUsersAsync(new PbxUserQuery(false, null), 0, Call)).Users.Select(user => user.Extension)];
    }

    /// <summary>The version that a box tells over REST.</summary>
    public async Task<string?> VersionAsync(SandboxPbx box)
    {
        using var client = Connect(box, box.AdminPassword);
        return (await client.GetInfoAsync(PbxInfoParts.Version, Call)).WmsVersion?.ToString();
    }

    /// <summary>Waits until no migrate2cloud is at work on the old PBX any more.</summary>
    public async Task EndedAsync()
    {
        while ((await RunAsync(Old, "ps ax")).Contains("migrate2cloud", StringComparison.Ordinal)) await Task.Delay(20, Stop);
    }

    /// <summary>Runs migrate2cloud on the old PBX as root, and answers its questions.</summary>
    public async Task<ConversationEnd> MoveAsync(string? arguments = null, Func<string, bool?>? answer = null, SecureString? password = null, TimeSpan? patience = null, SandboxPbx? from = null)
    {
        Lines.Clear();
        var old = from ?? Old;
        using var session = await LoginAsync(old, old.AdminPassword);
        using var terminal = await session.OpenTerminalAsync(Prompts, Stop);
        await terminal.OpenShellAsync(TimeSpan.FromSeconds(60), Stop);
        await terminal.BecomeRootAsync(old.RootPassword, TimeSpan.FromSeconds(60), Stop);
        return await terminal.ConverseAsync(
            new Conversation
            {
                Command = "migrate2cloud " + (arguments ?? "-s " + CloudSerial),
                Dialogue = "MoveToCloud",
                Secrets = new Dictionary<string, SecureString> { ["targetPassword"] = password ?? Cloud.AdminPassword },
                Ask = (question, _) => Task.FromResult((answer ?? (_ => true))(question.Name)),
                Line = line =>
                {
                    Lines.Enqueue(line);
                    Heard?.Invoke(line);
                },
                Patience = patience ?? TimeSpan.FromSeconds(60),
            },
            Stop);
    }

    public Task<ISshSession> LoginAsync(SandboxPbx box, SecureString password) => _engine.Ssh.ConnectAsync(
        new SshSettings { Host = "127.0.0.1", Port = box.SshPort!.Value, UserName = box.SshUserName!, Password = password, HostKeyFingerprint = box.SshHostKeyFingerprint }, Stop);

    public Task<string> RunAsync(SandboxPbx box, string command) => RunAsync(box, box.AdminPassword, command);

    public async Task<string> RunAsync(SandboxPbx box, SecureString password, string command)
    {
        var lines = new List<string>();
        using var session = await LoginAsync(box, password);
        await session.RunAsync(command, line => { lock (lines) lines.Add(line.Text); }, TimeSpan.FromSeconds(60), Stop);
        return string.Join("\n", lines);
    }

    /// <summary>Rows and SHA-256 of each table of a box's database.</summary>
    public static IReadOnlyDictionary<string, string> Content(SandboxPbx box)
    {
        using var connection = new SqliteConnection($"Data Source={box.DatabasePath};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return Tables.ToDictionary(table => table, table => Content(connection, table));
    }

    static string Content(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, content FROM {table} ORDER BY id";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = command.ExecuteReader();
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            hash.AppendData(BitConverter.GetBytes(reader.GetInt64(0)));
            hash.AppendData((byte[])reader.GetValue(1));
        }

        return rows.ToString(CultureInfo.InvariantCulture) + " " + Convert.ToHexString(hash.GetHashAndReset());
    }

    static async Task<T> SendAsync<T>(IPortal portal, PortalCommand<T> command) => (await portal.SendAsync(command, new ChangeOptions(Guid.NewGuid().ToString()), Call)).Resource;

    public async ValueTask DisposeAsync()
    {
        await _engine.Sandboxes.StopAsync(_sandbox, CancellationToken.None);
        _state.Dispose();
    }
}
