using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Support;

/// <summary>
/// Stands between the module and the real sandbox and does to each request what the test says. It sees what only the
/// network can tell: that a request is still unanswered, and that the client has let go of it.
/// </summary>
sealed class FaultProxy : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly HttpClient _portal = new();
    readonly Uri _target;
    readonly Func<ProxiedRequest, Fault> _decide;
    readonly ConcurrentQueue<ProxiedRequest> _seen = new();
    readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    readonly SemaphoreSlim _held = new(0), _letGo = new(0), _refused = new(0);
    volatile bool _isGone;

    public FaultProxy(Uri target, Func<ProxiedRequest, Fault> decide)
    {
        (_target, _decide) = (target, decide);
        _listener.Start();
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>All requests, in the order they came.</summary>
    public IReadOnlyList<ProxiedRequest> Seen => [.. _seen];

    /// <summary>Runs after the portal has answered, before the answer goes back or is lost.</summary>
    public Func<ProxiedRequest, Task> AfterPortal { get; set; } = _ => Task.CompletedTask;

    /// <summary>Waits until so many more requests are held.</summary>
    public Task HeldAsync(int count = 1) => TakeAsync(_held, count);

    /// <summary>Waits until the client has closed the connections of so many more held requests.</summary>
    public Task LetGoAsync(int count = 1) => TakeAsync(_letGo, count);

    /// <summary>Waits until so many more refusals of the portal have gone back whole.</summary>
    public Task RefusedAsync(int count = 1) => TakeAsync(_refused, count);

    /// <summary>Takes no connection any more.</summary>
    public void GoAway()
    {
        _isGone = true;
        _listener.Stop();
    }

    public void Dispose()
    {
        GoAway();
        foreach (var client in _clients.Keys) client.Dispose();
        _portal.Dispose();
        _held.Dispose();
        _letGo.Dispose();
        _refused.Dispose();
    }

    static async Task TakeAsync(SemaphoreSlim semaphore, int count)
    {
        for (var i = 0; i < count; i++) await semaphore.WaitAsync(TestContext.Current.CancellationToken).Soon();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (_isGone && e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone away.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        _clients[client] = true;
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                while (!_isGone && await ProxiedRequest.ReadAsync(stream) is { } request)
                    if (!await ServeAsync(client, stream, request)) return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // Either side has closed.
        }
        finally
        {
            _clients.TryRemove(client, out _);
        }
    }

    /// <returns>Whether the connection goes on.</returns>
    async Task<bool> ServeAsync(TcpClient client, NetworkStream stream, ProxiedRequest request)
    {
        _seen.Enqueue(request);
        switch (_decide(request))
        {
            case Fault.Hold:
                await HoldAsync(stream);
                return false;
            case Fault.LoseRequest:
                await AfterPortal(request);
                return Break(client);
            case Fault.LoseAnswer:
                using (await _portal.SendAsync(request.ToMessage(_target))) await AfterPortal(request);
                return Break(client);
            case Fault.Throttle:
                await WriteAsync(stream, "429 Too Many Requests\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n", []);
                return true;
            default:
                await PassAsync(stream, request);
                return true;
        }
    }

    async Task HoldAsync(NetworkStream stream)
    {
        _held.Release();
        try
        {
            await stream.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception e) when (!_isGone && e is IOException or EndOfStreamException or SocketException)
        {
            _letGo.Release();
        }
    }

    async Task PassAsync(NetworkStream stream, ProxiedRequest request)
    {
        using var answer = await _portal.SendAsync(request.ToMessage(_target));
        var body = await answer.Content.ReadAsByteArrayAsync();
        await AfterPortal(request);
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.ReasonPhrase}\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not ("Content-Length" or "Transfer-Encoding" or "Connection")) head.Append(CultureInfo.InvariantCulture, $"{name}: {string.Join(", ", values)}\r\n");
        await WriteAsync(stream, head.Append("\r\n").ToString(), body);
        if (!answer.IsSuccessStatusCode) _refused.Release();
    }

    static async Task WriteAsync(NetworkStream stream, string head, byte[] body)
        => await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes("HTTP/1.1 " + head), .. body]);

    // A reset, as of a machine that has gone, and no orderly end.
    static bool Break(TcpClient client)
    {
        client.LingerState = new LingerOption(true, 0);
        return false;
    }
}
