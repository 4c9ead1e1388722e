using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Hosting;

/// <summary>
/// A proxy that leads the names of an estate to simulators on this machine, as a real network would by DNS. A name that it
/// does not know is a host that is not there.
/// </summary>
sealed class EstateProxy : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly Dictionary<string, int> _ports;
    readonly List<string> _asked = [];

    public EstateProxy(Dictionary<string, int> ports)
    {
        _ports = ports;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The hosts that were asked for, each once.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked) return [.. _asked.Distinct()];
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        try
        {
            var stream = near.GetStream();
            var head = new StringBuilder();
            var letter = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(letter, _stop.Token) > 0) head.Append((char)letter[0]);
            var host = head.ToString().Split(' ')[1].Split(':')[0];
            lock (_asked) _asked.Add(host);
            if (!_ports.TryGetValue(host, out var port))
            {
                await stream.WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
                return;
            }

            using var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _stop.Token);
            await Task.WhenAny(stream.CopyToAsync(far.GetStream(), _stop.Token), far.GetStream().CopyToAsync(stream, _stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // One of them is gone, or the test is over.
        }
    }
}
