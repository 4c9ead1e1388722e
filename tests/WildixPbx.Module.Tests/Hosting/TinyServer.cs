using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Hosting;

/// <summary>A server that answers every request with the same text, or by its head, or never.</summary>
sealed class TinyServer(string? answer) : LoopbackServer
{
    readonly List<string> _heads = [];

    /// <summary>Makes the answer of each request's line and headers.</summary>
    public Func<string, string?>? ByHead { get; init; }

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

    /// <inheritdoc/>
    protected override async Task ServeAsync(NetworkStream stream, CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        var head = new StringBuilder();
        while (await reader.ReadLineAsync(stop) is { Length: > 0 } line) head.Append(line).Append('\n');
        lock (_heads) _heads.Add(head.ToString());
        if ((ByHead is { } answerOf ? answerOf(head.ToString()) : answer) is { } text) await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
        else await Task.Delay(Timeout.Infinite, stop);
    }
}
