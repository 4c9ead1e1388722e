using System.Diagnostics;
using System.Runtime.Versioning;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Simulators.Ssh;

/// <summary>
/// The files of a simulated box's SSH side, all under its folder and for this user alone. Host key, accepted keys and
/// sf2 are kept from one start to the next; the rest is written anew.
/// </summary>
sealed class BoxSshFiles(SshTools tools, BoxLogin login)
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const int SerialLine = 17, KeyLine = 18;
    const string AdminPasswordFile = "admin-password";

    readonly string _ssh = Path.Combine(login.Folder, "ssh");

    public string Configuration => In("sshd_config");

    public string Log => In("sshd.log");

    /// <summary>Made by the server once it has its port.</summary>
    public string ProcessId => In("sshd.pid");

    public string HostKey => In("host_key");

    public string Passwd => In("passwd");

    public string Group => In("group");

    public string Shadow => In("shadow");

    string Home => Path.Combine(login.Folder, "home");

    string Settings => Path.Combine(login.Folder, "rw2", "etc", "sf2");

    /// <summary>Whether a password is the one that the box's admin has set over SSH; none where none was set.</summary>
    public static bool? IsAdminPassword(string folder, string password)
        => Path.Combine(folder, "ssh", AdminPasswordFile) is var path && File.Exists(path) && File.ReadAllText(path).Trim().Split(' ') is [var salt, var hash]
            ? PasswordHash.Sha256(salt + password) == hash
            : null;

    /// <summary>Writes how the stand-in for migrate2cloud fails the next time, and where.</summary>
    public static void SetMigrationFault(string folder, MigrationFault fault, MigrationPoint at)
    {
        var path = Path.Combine(folder, "ssh", "migration-fault");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        if (fault != MigrationFault.None) File.WriteAllText(path, $"{at} {fault}\n");
    }

    /// <summary>Writes what is told of the database, in a file of ours: engine and bytes.</summary>
    public static void WriteDatabaseFacts(string folder, string engine, long bytes)
    {
        var path = Path.Combine(folder, "rw2", "etc", "wms-database");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, FormattableString.Invariant($"{engine} {bytes}\n"));
    }

    /// <summary>Writes them.</summary>
    [SupportedOSPlatform("linux")]
    public async Task WriteAsync(int port, CancellationToken stop)
    {
        foreach (var folder in (string[])[login.Folder, _ssh, Home, Path.GetDirectoryName(Settings)!])
            Directory.CreateDirectory(folder, Private | UnixFileMode.UserExecute);
        File.Delete(ProcessId);
        await MakeHostKeyAsync(stop);
        foreach (var (path, text) in Texts(port)) Write(path, text);
        if (!File.Exists(In(AdminPasswordFile))) Write(Shadow, $"{BoxLogin.UserName}:{PasswordHash.Crypt(login.Password)}:19000:0:99999:7:::\n");
        if (!File.Exists(In("authorized_keys"))) Write(In("authorized_keys"), "");
        if (!File.Exists(Settings)) Write(Settings, string.Concat(Enumerable.Range(1, KeyLine + 2).Select(line => line == SerialLine ? login.Serial + "\n" : line == KeyLine ? "\n" : $"# line {line}, which says nothing\n")));
    }

    /// <summary>The fingerprint of the host key, as ssh-keygen writes it.</summary>
    public string Fingerprint()
    {
        var blob = Convert.FromBase64String(File.ReadAllText(HostKey + ".pub").Split(' ')[1]);
        return "SHA256:" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(blob)).TrimEnd('=');
    }

    IEnumerable<(string Path, string Text)> Texts(int port)
    {
        var (user, group) = (Id("Uid"), Id("Gid"));

        // The server drops its own rights to the second account where it runs as root.
        yield return (Passwd, $"{BoxLogin.UserName}:x:{user}:{group}::{Home}:{tools.Bash}\nsshd:x:65533:65533::/nonexistent:/usr/sbin/nologin\n");
        yield return (Group, $"{BoxLogin.UserName}:x:{group}:\nsshd:x:65533:\n");
        yield return (In("root-password"), PasswordHash.Salted(login.RootPassword) + "\n");
        yield return (In("pbx-key"), login.PbxKey is { } key ? PasswordHash.Sha256(key) : "");
        yield return (In("terminal.conf"), $"""
            box={Quoted(login.Folder)}
            name={Quoted(login.Name)}
            dotnet={Quoted(Environment.ProcessPath ?? "dotnet")}
            program={Quoted(typeof(BoxSshFiles).Assembly.Location)}

            """);
        yield return (Configuration, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey "{HostKey}"
            PidFile "{ProcessId}"
            AuthorizedKeysFile "{In("authorized_keys")}"
            AllowUsers {BoxLogin.UserName}
            UsePAM no
            PasswordAuthentication yes
            KbdInteractiveAuthentication no
            PermitRootLogin yes
            StrictModes no
            AllowTcpForwarding no
            AllowStreamLocalForwarding no
            AllowAgentForwarding no
            X11Forwarding no
            PermitTunnel no
            PermitUserRC no
            PrintMotd no
            LoginGraceTime 20
            MaxStartups 100
            LogLevel INFO
            ForceCommand exec {Quoted(tools.Bash)} {Quoted(Script("wms-terminal.sh"))} {Quoted(In("terminal.conf"))}

            """);
    }

    /// <summary>A script that comes with the program.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Simulators", "Ssh", name);

    async Task MakeHostKeyAsync(CancellationToken stop)
    {
        if (File.Exists(HostKey) && File.Exists(HostKey + ".pub")) return;
        File.Delete(HostKey);
        using var generator = Process.Start(new ProcessStartInfo(tools.KeyGenerator, ["-q", "-t", "ed25519", "-N", "", "-C", login.Name, "-f", HostKey]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        generator.StandardInput.Close();
        await generator.WaitForExitAsync(stop);
        if (generator.ExitCode != 0) throw new IOException($"ssh-keygen made no host key: {(await generator.StandardError.ReadToEndAsync(stop)).Trim()}");
    }

    string In(string name) => Path.Combine(_ssh, name);

    static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    // Whose process this is; the account of the box is the same user under another name.
    static string Id(string entry) => File.ReadLines("/proc/self/status").First(line => line.StartsWith(entry + ":", StringComparison.Ordinal)).Split('\t')[1];

    [SupportedOSPlatform("linux")]
    static void Write(string path, string text)
    {
        File.Delete(path);
        using var file = new StreamWriter(new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private }));
        file.Write(text);
    }
}
