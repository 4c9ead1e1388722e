using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Hosting;

/// <summary>A server that answers every request with the same text, or by its head, or never.</summary>
sealed class TinyServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly List<string> _heads = [];
    readonly string? _answer;

    public TinyServer(string? answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Makes the answer of each request's line and headers.</summary>
    public Func<string, string?>? ByHead { get; init; }

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The request lines and headers that came.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_heads) return [.. _heads];
        }
    }

    /// <summary>An address at which nobody listens.</summary>
    public static Uri Nobody()
    {
        using var server = new TinyServer(null);
        return server.Uri;
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
        using var connection = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line) head.Append(line).Append('\n');
            lock (_heads) _heads.Add(head.ToString());
            if ((ByHead is { } answerOf ? answerOf(head.ToString()) : _answer) is not { } answer) await Task.Delay(Timeout.Infinite, _stop.Token);
            else await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer), _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The caller is gone, or the test is over.
        }
    }
}
