using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;

namespace WildixPbx.Sandbox.Simulators.Ssh;

/// <summary>
/// OpenSSH's own server for one simulated box, on a loopback port. It is a child that ends with this process, however
/// that ends, and its sessions end with it.
/// </summary>
sealed class BoxSshServer : IAsyncDisposable
{
    const int Attempts = 5;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly Process _process;

    [SupportedOSPlatform("linux")]
    BoxSshServer(Process process, int port, string fingerprint) => (_process, Port, HostKeyFingerprint) = (process, port, fingerprint);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The SHA-256 fingerprint of its host key.</summary>
    public string HostKeyFingerprint { get; }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <exception cref="IOException">It does not start.</exception>
    [SupportedOSPlatform("linux")]
    public static async Task<BoxSshServer> StartAsync(SshTools tools, BoxLogin login, CancellationToken stop)
    {
        var files = new BoxSshFiles(tools, login);
        MakePrivilegeFolder();
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            await files.WriteAsync(port, stop);
            var process = Start(tools, files);
            try
            {
                if (await IsReadyAsync(process, files, port, stop)) return new BoxSshServer(process, port, files.Fingerprint());

                // Somebody else may have taken the port in the meantime.
                if (attempt == Attempts) throw new IOException($"OpenSSH's server for {login.Name} did not start: {LastLine(files.Log)}");
            }
            catch
            {
                await EndAsync(process);
                throw;
            }

            await EndAsync(process);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync(_process);

    [SupportedOSPlatform("linux")]
    static Process Start(SshTools tools, BoxSshFiles files)
    {
        var start = new ProcessStartInfo(tools.Bash, [BoxSshFiles.Script("wms-sshd.sh"), tools.Server, files.Configuration, files.Log])
        {
            RedirectStandardInput = true, // whose end is the sign to stop
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear(); // what this process was given is none of the box's business
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["WMS_NSS_WRAPPER"] = tools.AccountLibrary;
        start.Environment["WMS_PASSWD"] = files.Passwd;
        start.Environment["WMS_GROUP"] = files.Group;
        start.Environment["WMS_SHADOW"] = files.Shadow;
        var process = new Process { StartInfo = start };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    [SupportedOSPlatform("linux")]
    static async Task<bool> IsReadyAsync(Process process, BoxSshFiles files, int port, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, stop);
                var banner = new byte[4];
                await client.GetStream().ReadExactlyAsync(banner, stop);

                // Another server may have taken the port; that one's answer says nothing of ours.
                if (Encoding.ASCII.GetString(banner) == "SSH-" && File.Exists(files.ProcessId)) return true;
                await Task.Delay(Pause, stop);
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                await Task.Delay(Pause, stop);
            }
        }

        return false;
    }

    static async Task EndAsync(Process process)
    {
        using (process)
        {
            try
            {
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It has ended, and the pipe with it.
            }

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(); // its server goes with it
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Root's server insists on an empty folder that the system makes when it starts a server of its own.
    static void MakePrivilegeFolder()
    {
        if (Environment.IsPrivilegedProcess) Directory.CreateDirectory("/run/sshd");
    }

    static string LastLine(string path) => File.Exists(path) ? File.ReadLines(path).LastOrDefault() ?? "it ended without a word." : "it ended without a word.";
}
