using Renci.SshNet;
using Renci.SshNet.Common;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <summary>Connects to a box, checks its key, and logs in.</summary>
static class SshLogin
{
    /// <summary>A session of the account.</summary>
    public static async Task<ISshSession> ConnectAsync(SshSettings settings, Redactor redactor, CancellationToken stop)
    {
        var errors = new SshErrors(settings, redactor);
        var check = new HostKeyCheck(settings, settings.KnownHostsPath is { } path ? new KnownHosts(path) : null);
        var info = new ConnectionInfo(settings.Host, settings.Port, settings.UserName, [.. Methods(settings, redactor)]) { Timeout = settings.Timeout, RetryAttempts = 1 };
        PreferKnown(info, check.KnownTypes);
        var client = new SshClient(info) { KeepAliveInterval = TimeSpan.FromSeconds(15) };
        WildixPbxException? refusal = null;
        PbxHostKey? shown = null;
        client.HostKeyReceived += (_, key) =>
        {
            // Refused unless it turns out otherwise: the package itself would trust any key.
            key.CanTrust = false;
            try
            {
                shown = KnownHostLine.KeyOf(settings.Host, settings.Port, key.HostKey);
                refusal = check.Refuse(shown);
                key.CanTrust = refusal is null;
            }
            catch (WildixPbxException exception)
            {
                refusal = exception; // the file of known hosts can't be read or written
            }
        };

        try
        {
            await LoginAsync(client, settings.Timeout, errors, stop).ConfigureAwait(false);
            return new SshSession(client, shown!, errors, redactor);
        }
        catch (Exception exception)
        {
            Abandonable.Forget(client.Dispose);
            if (exception is OperationCanceledException && stop.IsCancellationRequested) throw;
            throw refusal ?? errors.OfLogin(exception);
        }
    }

    /// <summary>The key that a box shows. The connection ends with it.</summary>
    public static async Task<PbxHostKey> ShownKeyAsync(string host, int port, TimeSpan timeout, Redactor redactor, CancellationToken stop)
    {
        var settings = new SshSettings { Host = host, Port = port, UserName = "none", Timeout = timeout };
        var errors = new SshErrors(settings, redactor);
        var info = new ConnectionInfo(host, port, settings.UserName, new NoneAuthenticationMethod(settings.UserName)) { Timeout = timeout, RetryAttempts = 1 };
        PreferKnown(info, []);
        var client = new SshClient(info);
        PbxHostKey? shown = null;
        client.HostKeyReceived += (_, key) =>
        {
            key.CanTrust = false;
            shown = KnownHostLine.KeyOf(host, port, key.HostKey);
        };
        try
        {
            await LoginAsync(client, timeout, errors, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (shown is null)
        {
            if (exception is OperationCanceledException && stop.IsCancellationRequested) throw;
            throw errors.OfLogin(exception);
        }
        catch (Exception exception) when (exception is SshException or IOException or System.Net.Sockets.SocketException or WildixPbxException)
        {
            // Refused, as it has to be: the key is all that was asked for.
        }
        finally
        {
            Abandonable.Forget(client.Dispose);
        }

        return shown ?? throw new TransportException("SshFailed", $"{errors.Box} shows no host key.", "Check that an SSH server answers there.");
    }

    static async Task LoginAsync(SshClient client, TimeSpan timeout, SshErrors errors, CancellationToken stop)
    {
        // Parts of the login block whatever the token says, so it has a thread of its own that can be left behind.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var login = Task.Run(() => client.ConnectAsync(limit.Token), CancellationToken.None);
        Abandonable.Observe(login);
        if (!await Abandonable.EndsAsync(login, timeout, stop).ConfigureAwait(false))
        {
            limit.Cancel();
            throw errors.LoginTimeout();
        }

        await login.ConfigureAwait(false);
    }

    static IEnumerable<AuthenticationMethod> Methods(SshSettings settings, Redactor redactor)
    {
        if (settings.KeyPath is { } path) yield return new PrivateKeyAuthenticationMethod(settings.UserName, KeyOf(path, settings, redactor));
        if (settings.Password is not { } secret) yield break;
        var password = SecureText.Plain(secret);
        redactor.Register(password);
        yield return new PasswordAuthenticationMethod(settings.UserName, password);

        // Servers that leave passwords to PAM ask for them as a question; only a question of that kind gets it.
        var keyboard = new KeyboardInteractiveAuthenticationMethod(settings.UserName);
        keyboard.AuthenticationPrompt += (_, asked) =>
        {
            foreach (var prompt in asked.Prompts)
                if (!prompt.IsEchoed && prompt.Request.IndexOf("password", StringComparison.OrdinalIgnoreCase) >= 0) prompt.Response = password;
        };
        yield return keyboard;
    }

    static PrivateKeyFile KeyOf(string path, SshSettings settings, Redactor redactor)
    {
        var passphrase = settings.Passphrase is { } secret ? SecureText.Plain(secret) : null;
        if (passphrase is not null) redactor.Register(passphrase);
        try
        {
            using var file = File.OpenRead(path);
            return passphrase is null ? new PrivateKeyFile(file) : new PrivateKeyFile(file, passphrase);
        }
        catch (SshPassPhraseNullOrEmptyException exception)
        {
            throw SshErrors.Passphrase(path, passphrase is not null, exception);
        }
        catch (Exception exception) when (passphrase is not null && exception is not (IOException or UnauthorizedAccessException))
        {
            throw SshErrors.Passphrase(path, isGiven: true, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SshException or NotSupportedException or FormatException or ArgumentException)
        {
            throw SshErrors.KeyFile(path, exception);
        }
    }

    // A box has keys of several kinds. Asked for one that is known, it shows that; and certificates of keys are not understood here.
    static void PreferKnown(ConnectionInfo info, IReadOnlyList<string> known)
    {
        var algorithms = info.HostKeyAlgorithms.Where(algorithm => !algorithm.Key.Contains("-cert-")).ToArray();
        info.HostKeyAlgorithms.Clear();
        foreach (var algorithm in algorithms.OrderByDescending(algorithm => known.Contains(TypeOf(algorithm.Key)))) info.HostKeyAlgorithms.Add(algorithm.Key, algorithm.Value);
    }

    static string TypeOf(string algorithm) => algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm;
}
