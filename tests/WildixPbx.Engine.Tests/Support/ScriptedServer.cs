using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace WildixPbx.Tests.Support;

/// <summary>
/// A server below HTTP, so that it can break off, fall silent and answer nonsense. The n-th request meets the n-th step
/// of the script; the last step serves all that follow.
/// </summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly Step[] _script;
    readonly Task _loop;
    int _next;

    public ScriptedServer(params Step[] script)
    {
        _script = script;
        _listener.Start(128);
        _loop = Task.Run(AcceptAsync);
    }

    /// <summary>The certificate to speak TLS with; none for plain http.</summary>
    public X509Certificate2? Certificate { get; init; }

    public Uri Uri => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    /// <summary>How many steps were used, those that end before a request is read among them.</summary>
    public int Attempts => Volatile.Read(ref _next);

    /// <summary>Ends when a step has begun to leave a client waiting.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when that client has gone.</summary>
    public TaskCompletionSource ClientGone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An address of this machine where nothing listens.</summary>
    public static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _listener.Dispose();
        _end.Dispose();
    }

    async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true) clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(clients);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var step = _script[Math.Min(Interlocked.Increment(ref _next) - 1, _script.Length - 1)];
            Stream stream = client.GetStream();
            if (Certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(Certificate);
                stream = tls;
            }

            if (step.ReadsRequest) Requests.Enqueue(await SeenRequest.ReadAsync(stream, _end.Token));
            await step.Answer(new ServedClient(this, client, stream, Requests.LastOrDefault(), _end.Token));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client left first, or the test is over.
        }
    }
}
