using System.ComponentModel;
using System.Diagnostics;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>
/// The child process of one sandbox, held by its handle. Its stdin stays open as long as it is wanted: it ends when
/// stdin does, also when this process is killed.
/// </summary>
sealed class SandboxChild : IDisposable
{
    // 0x80008096 of .NET's host, of which Unix keeps the last byte: the framework that the program needs isn't there.
    const int FrameworkMissing = unchecked((int)0x80008096);
    const int FrameworkMissingOnUnix = 0x96;

    readonly Process _process;
    readonly OutputTail _errors = new();
    readonly TaskCompletionSource<ReadyLine> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<bool> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<bool> _outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<bool> _errorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _exitCode;

    SandboxChild(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) _outputEnded.TrySetResult(true);
            else if (ReadyLine.Parse(line.Data) is { } ready) _ready.TrySetResult(ready);
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text) _errors.Add(text);
            else _errorsEnded.TrySetResult(true);
        };
        _process.Exited += (_, _) =>
        {
            _exitCode = _process.ExitCode;
            _exited.TrySetResult(true);
        };
    }

    public int Id { get; private set; }

    /// <summary>Whether it has ended, also in the moment before its end is told.</summary>
    public bool HasExited
    {
        get
        {
            try
            {
                return _exited.Task.IsCompleted || _process.HasExited;
            }
            catch (InvalidOperationException)
            {
                return true; // let go of already
            }
        }
    }

    /// <summary>Ends with the process.</summary>
    public Task Exited => _exited.Task;

    /// <summary>The end of what it wrote to stderr.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Whether it ended because the runtime it needs is not there.</summary>
    public bool LacksRuntime => _exited.Task.IsCompleted && (_exitCode is FrameworkMissing or FrameworkMissingOnUnix || Errors.Contains("You must install or update .NET"));

    /// <summary>Starts it and hands it its tokens.</summary>
    public static async Task<SandboxChild> StartAsync(ProcessStartInfo start, SandboxTokens tokens)
    {
        var child = new SandboxChild(start);
        try
        {
            child._process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            child._process.Dispose();
            throw new TransportException("SandboxFailed", $"{start.FileName} can't be started: {exception.Message}", "Check that it is the .NET of this machine.", exception);
        }

        child.Id = child._process.Id;
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        try
        {
            // Bytes, since the text writer of the Framework would begin with a byte order mark.
            var line = tokens.Line();
            var stdin = child._process.StandardInput.BaseStream;
            await stdin.WriteAsync(line, 0, line.Length).ConfigureAwait(false);
            await stdin.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended at once; its exit tells more than the broken pipe.
        }

        return child;
    }

    /// <summary>Waits for the line that says where it listens; none where it ended without one.</summary>
    public async Task<ReadyLine?> ReadyAsync(CancellationToken stop)
    {
        var first = await WhenAny(_ready.Task, _exited.Task, stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        if (first == _ready.Task) return await _ready.Task.ConfigureAwait(false);

        // The pipes may hold more than the exit has told, but a grandchild may hold them open for ever.
        await Task.WhenAny(Task.WhenAll(_outputEnded.Task, _errorsEnded.Task), Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None)).ConfigureAwait(false);
        return _ready.Task.Status == TaskStatus.RanToCompletion ? await _ready.Task.ConfigureAwait(false) : null;
    }

    /// <summary>Lets it end, and ends it by its handle when it takes too long or nobody waits any more.</summary>
    public async Task StopAsync(TimeSpan patience, CancellationToken stop)
    {
        CloseInput();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        await WhenAny(_exited.Task, _exited.Task, limit.Token).ConfigureAwait(false);
        if (HasExited) return;
        await KillAsync().ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Ends it at once, and waits until it is gone.</summary>
    public Task KillAsync()
    {
        Kill();
        return _exited.Task;
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Waits at the end of this process, where nothing can be awaited any more.</summary>
    public void WaitAtExit(TimeSpan patience) => _process.WaitForExit((int)patience.TotalMilliseconds);

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // It has ended, and the pipe with it.
        }
    }

    static async Task<Task> WhenAny(Task first, Task second, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), stopped))
            return await Task.WhenAny(first, second, stopped.Task).ConfigureAwait(false);
    }
}
