using System.Text;
using Renci.SshNet;

namespace WildixPbx.Engine.Ssh;

/// <summary>The two directions of a terminal.</summary>
interface ITerminalWire : IDisposable
{
    /// <summary>Reads what comes; blocks until there is some, and gives 0 at the end.</summary>
    int Read(byte[] buffer);

    /// <summary>Types a text.</summary>
    Task WriteAsync(string text, CancellationToken stop);
}

/// <summary>A terminal over SSH.NET, whose own matching is not used: it knows no token, and can't tell a timeout from an end.</summary>
sealed class ShellWire(ShellStream stream) : ITerminalWire
{
    public int Read(byte[] buffer) => stream.Read(buffer, 0, buffer.Length);

    public async Task WriteAsync(string text, CancellationToken stop)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await stream.WriteAsync(bytes, 0, bytes.Length, stop).ConfigureAwait(false);
        await stream.FlushAsync(stop).ConfigureAwait(false);
    }

    public void Dispose() => stream.Dispose();
}
