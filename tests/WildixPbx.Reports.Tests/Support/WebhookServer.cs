using System.Net;

namespace WildixPbx.Tests.Support;

/// <summary>A webhook on this machine: keeps what is posted, and answers as it is told.</summary>
public sealed class WebhookServer : IDisposable
{
    readonly HttpListener _listener = new();
    readonly List<(string Path, string Type, string Body)> _posts = [];
    readonly TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="status">What it answers.</param>
    /// <param name="answer">With what text.</param>
    /// <param name="until">What it waits for before it answers; nothing unless given.</param>
    public WebhookServer(int status = 200, string answer = "ok", Task? until = null)
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = ServeAsync(status, answer, until ?? Task.CompletedTask);
    }

    public int Port { get; }

    /// <summary>Its address, whose last part is the secret.</summary>
    public string Uri => $"http://127.0.0.1:{Port}/services/T0AAAAAAA/B0BBBBBBB/{Secret}";

    public const string Secret = "cAnArYcAnArYcAnArY123456";

    /// <summary>The first post, as soon as it is there.</summary>
    public Task Arrival => _arrival.Task;

    /// <summary>What was posted, in order.</summary>
    public IReadOnlyList<(string Path, string Type, string Body)> Posts
    {
        get
        {
            lock (_posts) return [.. _posts];
        }
    }

    public void Dispose() => _listener.Close();

    async Task ServeAsync(int status, string answer, Task until)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var body = await reader.ReadToEndAsync();
                lock (_posts) _posts.Add((context.Request.RawUrl!, context.Request.ContentType!, body));
                _arrival.TrySetResult();
                await until;
                context.Response.StatusCode = status;
                if (status is >= 300 and < 400) context.Response.RedirectLocation = "/elsewhere";
                await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer));
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
