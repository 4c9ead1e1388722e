using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Support;

/// <summary>A webhook on this machine: keeps what is posted, and answers as it is told.</summary>
/// <param name="status">What it answers.</param>
/// <param name="answer">With what text.</param>
/// <param name="until">What it waits for before it answers; nothing unless given.</param>
sealed class WebhookServer(int status = 200, string answer = "ok", Task? until = null) : LoopbackServer
{
    public const string Secret = "cAnArYcAnArYcAnArY123456";

    readonly List<(string Path, string Type, string Body)> _posts = [];
    readonly TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its address, whose last part is the secret.</summary>
    public new string Uri => $"http://127.0.0.1:{Port}/services/T0AAAAAAA/B0BBBBBBB/{Secret}";

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

    /// <inheritdoc/>
    protected override async Task ServeAsync(NetworkStream stream, CancellationToken stop)
    {
        // Latin-1 keeps the bytes as they are: lengths are counted in them.
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (await reader.ReadLineAsync(stop) is not { } request) return;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(stop) is { Length: > 0 } line) headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var body = new char[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(body, stop);

        lock (_posts) _posts.Add((request.Split(' ')[1], headers["Content-Type"], Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body))));
        _arrival.TrySetResult();
        await (until ?? Task.CompletedTask);
        var elsewhere = status is >= 300 and < 400 ? "Location: /elsewhere\r\n" : "";
        var text = Encoding.UTF8.GetBytes(answer);
        using var named = new HttpResponseMessage((HttpStatusCode)status);
        var head = FormattableString.Invariant($"HTTP/1.1 {status} {named.ReasonPhrase}\r\n{elsewhere}Content-Length: {text.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. text], stop);
    }
}
