using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading.Channels;

namespace WildixPbx.Tests.Support;

/// <summary>A real SMTP server (aiosmtpd) in a process of its own, and the mails that it took.</summary>
public sealed class MailServer : IAsyncDisposable
{
    const string Python = "/usr/bin/python3"; // Debian's own: the package python3-aiosmtpd is for it

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process _process;

    readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    MailServer(Process process, int port)
    {
        (_process, Port) = (process, port);
        _ = ReadAsync();
    }

    public int Port { get; }

    /// <summary>Whether it can be run here; a test says so where it can't.</summary>
    public static bool IsInstalled { get; } = Runs(Python, "-c", "import aiosmtpd.smtp");

    public const string Missing = "python3-aiosmtpd is not installed.";

    public static async Task<MailServer> StartAsync(params IEnumerable<string> options)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Support", "smtp_server.py"), .. options]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        return new MailServer(process, int.Parse(line!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The next mail that it took.</summary>
    public async Task<Mail> NextAsync()
    {
        var line = await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        return JsonSerializer.Deserialize<Mail>(line, JsonSerializerOptions.Web)!;
    }

    /// <summary>How many mails it took that nobody asked for yet; ends the server.</summary>
    public async Task<int> LeftAsync()
    {
        _process.StandardInput.Close();
        var left = 0;
        await foreach (var _ in _lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken)) left++;
        return left;
    }

    /// <summary>A certificate for this machine that nobody trusts unless told to, as two files.</summary>
    public static (string Certificate, string Key) Certificate(string folder)
    {
        using var certificate = SelfSigned.OfLocalhost();
        using var key = certificate.GetRSAPrivateKey()!;
        var (path, keyPath) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (path, keyPath);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    // Always, also while no test asks: a server whose output is full would wait with its answer.
    async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }

    static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A mail as the server's own library read it.</summary>
public sealed record Mail(string From, string[] Receivers, bool Tls, string? Login, string Subject, string? To, string? Cc, string? Bcc, string? Automatic, string Structure, MailPart[] Parts);

/// <summary>A part of a mail.</summary>
public sealed record MailPart(string Type, string? Name, string Text);
