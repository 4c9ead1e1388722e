using System.Net;
using System.Net.Sockets;

namespace WildixPbx.Tests;

/// <summary>
/// A server on a free port of this machine, which serves each connection by itself until the test is over. A client that
/// goes, or does not like what it sees, is no fault.
/// </summary>
abstract class LoopbackServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();

    protected LoopbackServer()
    {
        _listener.Start();
        _ = AcceptAsync(); // nobody knows the port before the whole object is there
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Uri => new($"http://127.0.0.1:{Port}");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
        Clear();
    }

    /// <summary>Serves one connection, which ends with it.</summary>
    protected abstract Task ServeAsync(NetworkStream stream, CancellationToken stop);

    /// <summary>Removes what the server needed.</summary>
    protected virtual void Clear() { }

    async Task AcceptAsync()
    {
        var stop = _stop.Token;
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(stop), stop);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using var connection = client;
        try { await ServeAsync(client.GetStream(), stop); }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client is gone, or the test is over.
        }
    }
}
