using System.Security;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Ssh;
using WildixPbx.Sandbox.Simulators.Ssh;
using WildixPbx.Ssh;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Ssh;

/// <summary>OpenSSH's own server on a loopback port, with accounts and a terminal of its own; and a way in to it.</summary>
sealed class SshBox : IAsyncDisposable
{
    public const string Password = "Canary-Password-7412", RootPassword = "Canary-Root-9931", PbxKey = "CANARY-PBXKEY-5560";

    readonly BoxSshServer _server;
    readonly TestState _state;

    SshBox(BoxSshServer server, int port, string fingerprint, TestState state) => (_server, Port, Fingerprint, _state) = (server, port, fingerprint, state);

    public int Port { get; }

    public string Fingerprint { get; }

    public Redactor Redactor { get; } = new();

    public string KnownHosts => Path.Combine(_state.Path, "known_hosts");

    /// <summary>The folder of the box's files.</summary>
    public string Folder => FolderOf(_state);

    public string Log => File.ReadAllText(Path.Combine(Folder, "ssh", "sshd.log"));

    public int ListenerId => int.Parse(File.ReadAllText(Path.Combine(Folder, "ssh", "sshd.pid")), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Logs in with the password, and with the host key that the server has.</summary>
    public SshSettings Settings => new()
    {
        Host = "127.0.0.1", Port = Port, UserName = BoxLogin.UserName, Password = SecureText.Secure(Password),
        HostKeyFingerprint = Fingerprint, KnownHostsPath = KnownHosts,
    };

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts one, or skips the test with the reason why there can be none.</summary>
    public static async Task<SshBox> StartAsync()
    {
        var (tools, missing) = SshTools.Find();
        Assert.SkipWhen(tools is null || !OperatingSystem.IsLinux(), missing ?? "Not Linux.");
        var state = new TestState();
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException();
        var login = new BoxLogin { Name = "kvist-bergen", Folder = FolderOf(state), Serial = "22110000a1b3", PbxKey = PbxKey, Password = Password, RootPassword = RootPassword };
        var server = await BoxSshServer.StartAsync(tools!, login, Stop);
        return new SshBox(server, server.Port, server.HostKeyFingerprint, state);
    }

    public Task<ISshSession> LoginAsync(SshSettings? settings = null) => new SshDoor(Redactor).ConnectAsync(settings ?? Settings, Stop);

    /// <summary>Makes the box misbehave from the next login on.</summary>
    public void Misbehave(string how) => File.WriteAllText(Path.Combine(Folder, "ssh", "quirk"), how);

    public static SecureString Secret(string text) => SecureText.Secure(text);

    /// <summary>Ends the server as a power cut would.</summary>
    public void CutOff()
    {
        using var listener = System.Diagnostics.Process.GetProcessById(ListenerId);
        listener.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        if (OperatingSystem.IsLinux()) await _server.DisposeAsync();
        _state.Dispose();
    }

    static string FolderOf(TestState state) => Path.Combine(state.Path, "box with a blank");
}
