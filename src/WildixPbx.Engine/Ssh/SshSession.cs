using Renci.SshNet;
using Renci.SshNet.Common;
using WildixPbx.Engine.Redaction;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <summary>A login over SSH.NET.</summary>
sealed class SshSession(SshClient client, PbxHostKey key, SshErrors errors, Redactor redactor) : ISshSession
{
    // A command that reads its input finds the end of it, and does not wait for ever. (The package ends the input only of
    // a command that was given some.)
    const string NoInput = "exec </dev/null\n";

    /// <inheritdoc/>
    public PbxHostKey HostKey => key;

    /// <inheritdoc/>
    public async Task<int?> RunAsync(string command, Action<PbxCommandLine> line, TimeSpan timeout, CancellationToken stop, bool keepsSecrets = false)
    {
        const string What = "the command";
        var run = client.CreateCommand(NoInput + command);
        var gate = new object();
        try
        {
            // Parts of it block whatever a token says, so it has a thread of its own that can be left behind.
            var all = Task.Run(() => RunToEndAsync(run, Hand), CancellationToken.None);
            Abandonable.Observe(all);
            if (!await Abandonable.EndsAsync(all, timeout, stop).ConfigureAwait(false)) throw errors.Timeout(What, timeout);
            await all.ConfigureAwait(false);
            return run.ExitStatus;
        }
        catch (Exception exception) when (exception is SshException or ObjectDisposedException or IOException or System.Net.Sockets.SocketException)
        {
            throw errors.Lost(What, exception);
        }
        finally
        {
            // The package waits for the box to say that it is over; whoever pressed Ctrl+C does not.
            Abandonable.Forget(() =>
            {
                if (run.ExitStatus is null) run.CancelAsync(forceKill: false, millisecondsTimeout: 500);
                run.Dispose();
            });
        }

        void Hand(LineSource source, string text)
        {
            lock (gate) line(new PbxCommandLine(source, keepsSecrets ? text : redactor.WithoutKnown(text)));
        }
    }

    /// <inheritdoc/>
    public async Task<ITerminal> OpenTerminalAsync(string? promptsPath, CancellationToken stop)
    {
        var prompts = TerminalPrompts.Load(promptsPath);
        var opening = Task.Run(() => client.CreateShellStream(prompts.Terminal, prompts.Columns, prompts.Rows, 0, 0, 1 << 16), CancellationToken.None);
        Abandonable.Observe(opening);
        try
        {
            if (!await Abandonable.EndsAsync(opening, client.ConnectionInfo.Timeout, stop).ConfigureAwait(false)) throw errors.Timeout("opening a terminal", client.ConnectionInfo.Timeout);
            return new Terminal(new ShellWire(await opening.ConfigureAwait(false), client), prompts, errors, redactor);
        }
        catch (Exception exception) when (exception is SshException or ObjectDisposedException or IOException or System.Net.Sockets.SocketException)
        {
            throw errors.Lost("opening a terminal", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Abandonable.Forget(client.Dispose);

    static async Task RunToEndAsync(SshCommand run, Action<LineSource, string> hand)
    {
        var ended = run.ExecuteAsync(CancellationToken.None);
        await Task.WhenAll(ended, PumpAsync(run.OutputStream, text => hand(LineSource.Output, text)), PumpAsync(run.ExtendedOutputStream, text => hand(LineSource.Error, text))).ConfigureAwait(false);
    }

    // The package's streams block, so each has a thread.
    static Task PumpAsync(Stream stream, Action<string> line) => Task.Factory.StartNew(
        () =>
        {
            var lines = new LineSplitter(line);
            var buffer = new byte[16 * 1024];
            for (int count; (count = stream.Read(buffer, 0, buffer.Length)) > 0;) lines.Add(buffer, count);
            lines.End();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
