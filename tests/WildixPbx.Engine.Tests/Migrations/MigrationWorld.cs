using System.Security;
using WildixPbx.Boxes;
using WildixPbx.Engine.Migrations;
using WildixPbx.Portal;
using WildixPbx.Runs;
using WildixPbx.Ssh;

namespace WildixPbx.Tests.Migrations;

/// <summary>The process is gone, in the middle of something.</summary>
sealed class KilledException : Exception;

/// <summary>
/// A portal, an old box and a Cloud PBX that keep what was done to them, and tell of each moment before and after it, so
/// that a test can die there or do harm.
/// </summary>
sealed class MigrationWorld(MigrationKind kind)
{
    public const string Serial = "2211000011b3", TargetSerial = "2211000022c4", OldPassword = "Old-Password-1", NewPassword = "New-Password-1", RootPassword = "Root-1";

    static readonly string[] Groups = ["settings", "users", "call history", "recordings"];

    /// <summary>What tells it from other worlds, so that each has runs of its own.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public List<string> Moments { get; } = [];

    /// <summary>Hears of each moment, and may throw there.</summary>
    public Action<string>? At { get; set; }

    public HashSet<string> Trail { get; } = [];

    public List<string> Changes { get; } = [];

    public HashSet<string> Moved { get; } = [];

    public List<string> Commands { get; } = [];

    public string CloudPassword { get; set; } = NewPassword;

    public bool IsMade { get; set; }

    public PbxState CloudState { get; set; } = PbxState.Active;

    public bool ScriptRuns { get; set; }

    /// <summary>Whether the Cloud PBX's name is still the old box's.</summary>
    public bool NameLeadsToOldBox { get; set; }

    /// <summary>How the script ends instead of well.</summary>
    public ConversationEnd? End { get; set; }

    public MigrationTools Tools => new(new Ssh(this), settings => new Box(this, settings));

    public IPortal Portal => new FakePortal(this);

    public Pbx Old => new()
    {
        Id = "pbx_old", Name = "acme-hq", Customer = "Acme", CustomerId = "cus_1", Platform = Platform.Virtual, Model = PbxModel.VirtualOrHardware,
        Term = kind == MigrationKind.Subscription ? Term.Yearly : Term.Lifetime, Licensing = Licensing.PerUser, State = IsMade ? PbxState.Migrated : PbxState.Active,
        Serial = IsMade ? null : Serial, CreatedOn = DateTimeOffset.UnixEpoch, ETag = "1",
    };

    public Pbx Cloud => Old with
    {
        Id = "pbx_cloud", Name = kind == MigrationKind.Subscription ? "acme-hq" : "acme-cloud", Platform = Platform.Cloud, Model = PbxModel.Cloud, Region = "eu-central-1", State = CloudState,
        Serial = kind == MigrationKind.Subscription ? Serial : TargetSerial,
    };

    public MigrationPlan Plan(DataChoice? data = null) => new()
    {
        Kind = kind,
        Region = kind == MigrationKind.Subscription ? "eu-central-1" : null,
        TargetSerial = kind == MigrationKind.Subscription ? null : TargetSerial,
        TargetPbxId = kind == MigrationKind.Subscription ? null : "pbx_cloud",
        TargetPbx = kind == MigrationKind.Subscription ? null : "acme-cloud",
        ETag = "1",
        Data = data ?? new DataChoice { Exclude = ["rec*"] },
        Box = "acme-hq",
        TargetBox = "acme-cloud",
        HostKeyFingerprint = "SHA256:old",
    };

    public static MigrationAccess Access => new()
    {
        OldBox = new SshSettings { Host = "acme-hq.example", Port = 22, UserName = "admin", Password = Secret(OldPassword) },
        RootPassword = Secret(RootPassword),
        TargetPassword = Secret(NewPassword),
        OldPassword = Secret(OldPassword),
        CloudBox = new BoxSettings { Uri = new Uri("https://acme-cloud.example") },
        PollInterval = TimeSpan.FromMilliseconds(1),
    };

    public static SecureString Secret(string text) => new System.Net.NetworkCredential("", text).SecurePassword;

    void Tell(string moment)
    {
        Moments.Add(moment);
        At?.Invoke(moment);
    }

    sealed class FakePortal(MigrationWorld world) : IPortal
    {
        public Uri Uri { get; } = new("https://portal.example.com");

        public Task<Page<T>> ListAsync<T>(PortalQuery<T> query, PageRequest page, CallContext call)
        {
            var key = query.Filters.Single(filter => filter.Key == "idempotencyKey").Value;
            AuditEvent[] found = world.Trail.Contains(key) ? [new AuditEvent { Sequence = 1, At = DateTimeOffset.UnixEpoch, Actor = "partner", Action = "PbxMovedToCloud", Kind = "pbx", SubjectId = "pbx_old", Subject = "acme-hq" }] : [];
            return Task.FromResult(new Page<T> { Items = [.. found.Cast<T>()] });
        }

        public Task<T> GetAsync<T>(PortalLookup<T> lookup, CallContext call)
        {
            world.Tell("look at portal");
            var pbx = lookup.Path switch
            {
                "pbxs/pbx_old" => world.Old,
                "pbxs/pbx_cloud" or "pbxs/" + TargetSerial => world.Cloud,
                "pbxs/" + Serial => world.IsMade ? world.Cloud : world.Old,
                _ => throw new NotFoundException("NotFound", lookup.Path, ""),
            };
            return Task.FromResult((T)(object)pbx);
        }

        public Task<Change<T>> SendAsync<T>(PortalCommand<T> command, ChangeOptions options, CallContext call)
        {
            world.Tell($"before {command.Method}");
            if (world.Trail.Add(options.IdempotencyKey))
            {
                world.Changes.Add($"{command.Method} {command.Path}");
                world.IsMade = command.Method == "POST";
            }

            world.Tell($"after {command.Method}");
            return Task.FromResult(new Change<T> { Resource = (T)(object)new CloudMove { Source = world.Old, Target = world.Cloud }, Changed = true });
        }

        public void Dispose() { }
    }

    sealed class Ssh(MigrationWorld world) : ISsh
    {
        public Task<ISshSession> ConnectAsync(SshSettings settings, CancellationToken stop)
        {
            world.Tell("log in to old box");
            return Task.FromResult<ISshSession>(new Session(world, settings));
        }

        public Task<PbxHostKey> ShownKeyAsync(string host, int port, TimeSpan timeout, CancellationToken stop)
            => host == Access.OldBox.Host || world.NameLeadsToOldBox ? Task.FromResult(Key) : throw new TransportException("HostUnreachable", "", "");

        public string Shown(string text) => text;

        public IHostKeys HostKeys(string path) => throw new NotSupportedException();
    }

    static PbxHostKey Key => new() { HostName = "acme-hq.example", Port = 22, KeyType = "ssh-ed25519", PublicKey = "AAAA", Fingerprint = "SHA256:old" };

    sealed class Session(MigrationWorld world, SshSettings settings) : ISshSession
    {
        public PbxHostKey HostKey => settings.HostKeyFingerprint is null or "SHA256:old" ? Key : throw new InvalidOperationException();

        public Task<int?> RunAsync(string command, Action<PbxCommandLine> line, TimeSpan timeout, CancellationToken stop, bool keepsSecrets = false)
        {
            Assert.Equal("ps ax", command);
            line(new PbxCommandLine(LineSource.Output, " 4711 ?  S  0:00 " + (world.ScriptRuns ? "/bin/sh /usr/sbin/migrate2cloud -s 1" : "vi about-migrate2cloud.txt")));
            return Task.FromResult<int?>(0);
        }

        public Task<ITerminal> OpenTerminalAsync(string? promptsPath, CancellationToken stop) => Task.FromResult<ITerminal>(new Terminal(world));

        public void Dispose() { }
    }

    sealed class Terminal(MigrationWorld world) : ITerminal
    {
        public string Transcript => "$ migrate2cloud";

        public Task OpenShellAsync(TimeSpan timeout, CancellationToken stop) => Task.CompletedTask;

        public Task BecomeRootAsync(SecureString? password, TimeSpan timeout, CancellationToken stop)
        {
            world.Tell("become root");
            return Task.CompletedTask;
        }

        public Task<int?> RunAsync(string command, Action<PbxCommandLine> line, TimeSpan timeout, CancellationToken stop) => throw new NotSupportedException();

        public Task<DialogueEnd> HoldAsync(string name, IReadOnlyDictionary<string, SecureString> secrets, TimeSpan timeout, CancellationToken stop) => throw new NotSupportedException();

        public async Task<ConversationEnd> ConverseAsync(Conversation conversation, CancellationToken stop)
        {
            world.Commands.Add(conversation.Command);
            world.Tell("script begins");
            if (world.End is { } end) return end;
            foreach (var group in Groups)
            {
                var moves = await conversation.Ask(new TerminalQuestion(group, $"Move {group}?"), stop) ?? throw new UnexpectedPromptException("QuestionUnanswered", group, "");
                conversation.Line?.Invoke($"{group}: {moves}");
                if (moves) world.Moved.Add(group);
                world.Tell($"script has done {group}");
            }

            world.CloudPassword = OldPassword;
            world.Tell("script ends");
            return new ConversationEnd(0, null, null);
        }

        public void Dispose() { }
    }

    sealed class Box(MigrationWorld world, BoxSettings settings) : IBox
    {
        public Uri Uri => settings.Uri;

        public string? CertificateFingerprint => null;

        public Task<PbxInfo> GetInfoAsync(PbxInfoParts parts, CallContext call)
        {
            world.Tell("log in to Cloud PBX");
            return settings.Credential is BasicCredential { User: "admin", Password: var password } && new System.Net.NetworkCredential("", password).Password == world.CloudPassword
                ? Task.FromResult(new PbxInfo { Name = "acme-cloud", Uri = Uri, Unavailable = [], Raw = new Dictionary<string, object?>() })
                : throw new AuthenticationException("TokenRefused", "401", "") { StatusCode = 401 };
        }

        public Task<PbxUserPage> GetUsersAsync(PbxUserQuery query, int start, CallContext call) => throw new NotSupportedException();

        public Task SetLicenseTypeAsync(string userId, string licenseType, CallContext call) => throw new NotSupportedException();

        public Task<UpgradeState> GetUpgradeAsync(CallContext call) => throw new NotSupportedException();

        public Task<UpgradeState> CheckUpgradeAsync(bool start, CallContext call) => throw new NotSupportedException();

        public Task<UpgradeState> CheckUpgradeAsync(UpgradeOrder order, Action<string> progress, CallContext call) => throw new NotSupportedException();

        public Task<UpgradeOutcome> UpgradeAsync(UpgradeOrder order, Action<string> progress, CallContext call) => throw new NotSupportedException();

        public Task StartUpgradeAsync(string? version, CallContext call) => throw new NotSupportedException();

        public Task RebootAsync(CallContext call) => throw new NotSupportedException();

        public void Dispose() { }
    }
}
