using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace WildixPbx.Engine.Ssh;

/// <summary>The two directions of a terminal.</summary>
interface ITerminalWire : IDisposable
{
    /// <summary>Reads what comes; blocks until there is some, and gives 0 at the end.</summary>
    int Read(byte[] buffer);

    /// <summary>Called when the connection is lost, on any thread. A read may go on waiting then.</summary>
    Action<Exception>? Lost { get; set; }

    /// <summary>Types a text.</summary>
    Task WriteAsync(string text, CancellationToken stop);
}

/// <summary>A terminal over SSH.NET, whose own matching is not used: it knows no token, and can't tell a timeout from an end.</summary>
sealed class ShellWire : ITerminalWire
{
    readonly ShellStream _stream;
    readonly SshClient _client;

    /// <summary>A wire over a stream of a client.</summary>
    public ShellWire(ShellStream stream, SshClient client)
    {
        (_stream, _client) = (stream, client);
        client.ErrorOccurred += OnError;
    }

    public Action<Exception>? Lost { get; set; }

    public int Read(byte[] buffer) => _stream.Read(buffer, 0, buffer.Length);

    public async Task WriteAsync(string text, CancellationToken stop)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await _stream.WriteAsync(bytes, 0, bytes.Length, stop).ConfigureAwait(false);
        await _stream.FlushAsync(stop).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _client.ErrorOccurred -= OnError;
        _stream.Dispose();
    }

    void OnError(object? sender, ExceptionEventArgs error) => Lost?.Invoke(error.Exception);
}
