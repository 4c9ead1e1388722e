using WildixPbx.Engine.Ssh;
using WildixPbx.Ssh;

namespace WildixPbx.Tests.Ssh;

/// <summary>Logging in to OpenSSH's own server.</summary>
public sealed class LoginTests
{
    [Fact]
    public async Task A_server_that_is_not_OpenSSHs_own_is_found()
    {
        await using var box = await SshBox.StartAsync();
        Assert.EndsWith("/sshd", File.ResolveLinkTarget($"/proc/{box.ListenerId}/exe", returnFinalTarget: false)!.FullName, StringComparison.Ordinal);
        using var session = await box.LoginAsync();
        Assert.Equal(box.Fingerprint, session.HostKey.Fingerprint);
    }

    [Fact]
    public async Task A_wrong_password_that_is_let_in_or_told_as_something_else_is_found()
    {
        await using var box = await SshBox.StartAsync();
        var error = await Assert.ThrowsAsync<AuthenticationException>(() => box.LoginAsync(box.Settings with { Password = SshBox.Secret("not-the-password") }));
        Assert.Equal("WmpPasswordRefused", error.ErrorId);
        Assert.DoesNotContain("not-the-password", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_key_logs_in_and_one_that_the_box_does_not_know_is_told_as_that()
    {
        await using var box = await SshBox.StartAsync();
        var key = await Keys.MakeAsync(box.Folder, "id", "a passphrase");
        var settings = box.Settings with { Password = null, KeyPath = key, Passphrase = SshBox.Secret("a passphrase") };
        var error = await Assert.ThrowsAsync<AuthenticationException>(() => box.LoginAsync(settings));
        Assert.Equal("WmpKeyRefused", error.ErrorId);

        File.Copy(key + ".pub", Path.Combine(box.Folder, "ssh", "authorized_keys"), overwrite: true);
        using var session = await box.LoginAsync(settings);
        Assert.Equal(["hello"], await RunAsync(session, "echo hello"));
    }

    [Fact]
    public async Task A_locked_private_key_without_its_passphrase_and_a_file_that_is_no_key_have_errors_of_their_own()
    {
        await using var box = await SshBox.StartAsync();
        var key = await Keys.MakeAsync(box.Folder, "id", "a passphrase");
        var settings = box.Settings with { Password = null, KeyPath = key };
        Assert.Equal("WmpPassphraseRefused", (await Assert.ThrowsAsync<ValidationException>(() => box.LoginAsync(settings))).ErrorId);
        Assert.Equal("WmpPassphraseRefused", (await Assert.ThrowsAsync<ValidationException>(() => box.LoginAsync(settings with { Passphrase = SshBox.Secret("another one") }))).ErrorId);
        Assert.Equal("WmpKeyFileInvalid", (await Assert.ThrowsAsync<ValidationException>(() => box.LoginAsync(settings with { KeyPath = box.Folder + "/ssh/sshd_config" }))).ErrorId);
        Assert.Equal("WmpKeyFileInvalid", (await Assert.ThrowsAsync<ValidationException>(() => box.LoginAsync(settings with { KeyPath = "/nowhere/id" }))).ErrorId);
    }

    [Fact]
    public async Task A_key_of_an_unknown_box_is_refused_before_the_password_is_sent()
    {
        await using var box = await SshBox.StartAsync();
        var error = await Assert.ThrowsAsync<HostKeyException>(() => box.LoginAsync(box.Settings with { HostKeyFingerprint = null }));
        Assert.Equal("WmpHostKeyUnknown", error.ErrorId);
        Assert.Contains(box.Fingerprint, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(box.KnownHosts));
        Assert.DoesNotContain("Failed password", box.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Accepted", box.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_accepted_once_is_known_and_a_changed_one_is_accepted_by_no_switch()
    {
        await using var box = await SshBox.StartAsync();
        var accepting = box.Settings with { HostKeyFingerprint = null, AcceptNewHostKey = true };
        using (await box.LoginAsync(accepting)) { }
        using (await box.LoginAsync(accepting with { AcceptNewHostKey = false })) { }

        await using var other = await SshBox.StartAsync();
        File.WriteAllText(box.KnownHosts, File.ReadAllText(box.KnownHosts).Replace($":{box.Port}", $":{other.Port}", StringComparison.Ordinal));
        foreach (var settings in (SshSettings[])[accepting, accepting with { HostKeyFingerprint = other.Fingerprint }])
        {
            var error = await Assert.ThrowsAsync<HostKeyException>(() => other.LoginAsync(settings with { Port = other.Port, KnownHostsPath = box.KnownHosts }));
            Assert.Equal("WmpHostKeyChanged", error.ErrorId);
        }

        var store = new KnownHosts(box.KnownHosts);
        Assert.Equal(box.Fingerprint, Assert.Single(store.Remove("127.0.0.1", other.Port)).Fingerprint);
        using (await other.LoginAsync(accepting with { Port = other.Port, KnownHostsPath = box.KnownHosts })) { }
    }

    [Fact]
    public async Task A_fingerprint_that_is_not_the_boxs_is_refused_and_nothing_is_kept()
    {
        await using var box = await SshBox.StartAsync();
        var wrong = "SHA256:" + new string('A', 43);
        foreach (var path in (string?[])[box.KnownHosts, null])
        {
            var error = await Assert.ThrowsAsync<HostKeyException>(() => box.LoginAsync(box.Settings with { HostKeyFingerprint = wrong, KnownHostsPath = path }));
            Assert.Equal("WmpHostKeyMismatch", error.ErrorId);
        }

        Assert.False(File.Exists(box.KnownHosts));
    }

    [Fact]
    public async Task The_shown_key_is_told_without_a_login()
    {
        await using var box = await SshBox.StartAsync();
        var key = await new SshDoor(box.Redactor).ShownKeyAsync("127.0.0.1", box.Port, TimeSpan.FromSeconds(30), SshBox.Stop);
        Assert.Equal((box.Fingerprint, "ssh-ed25519"), (key.Fingerprint, key.KeyType));
        Assert.DoesNotContain("Accepted", box.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_that_is_off_and_one_that_never_answers_have_errors_of_their_own()
    {
        await using var box = await SshBox.StartAsync();
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        var slow = box.Settings with { Port = port, Timeout = TimeSpan.FromMilliseconds(300) };
        Assert.Equal("WmpTimeout", (await Assert.ThrowsAsync<TimeoutException>(() => box.LoginAsync(slow))).ErrorId);
        silent.Stop();
        Assert.Equal("WmpHostUnreachable", (await Assert.ThrowsAsync<TransportException>(() => box.LoginAsync(slow with { Timeout = TimeSpan.FromSeconds(30) }))).ErrorId);
    }

    static async Task<List<string>> RunAsync(ISshSession session, string command)
    {
        var lines = new List<string>();
        Assert.Equal(0, await session.RunAsync(command, line => lines.Add(line.Text), TimeSpan.FromSeconds(60), SshBox.Stop));
        return lines;
    }
}
