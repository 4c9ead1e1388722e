using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Hosting;

/// <summary>
/// A proxy that leads the names of an estate to simulators on this machine, as a real network would by DNS. A name that it
/// does not know is a host that is not there.
/// </summary>
sealed class EstateProxy(Dictionary<string, int> ports) : LoopbackServer
{
    readonly List<string> _asked = [];

    /// <summary>The hosts that were asked for, each once.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked) return [.. _asked.Distinct()];
        }
    }

    /// <inheritdoc/>
    protected override async Task ServeAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(letter, stop) > 0) head.Append((char)letter[0]);
        var host = head.ToString().Split(' ')[1].Split(':')[0];
        lock (_asked) _asked.Add(host);
        if (!ports.TryGetValue(host, out var port))
        {
            await stream.WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
            return;
        }

        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, port, stop);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), stop);
        await Task.WhenAny(stream.CopyToAsync(far.GetStream(), stop), far.GetStream().CopyToAsync(stream, stop));
    }
}
