using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Support;

/// <summary>What the proxy does with a request.</summary>
public enum Fault
{
    /// <summary>The portal's answer goes back.</summary>
    None,

    /// <summary>It is kept for ever, and never reaches the portal.</summary>
    Hold,

    /// <summary>The portal gets it, and the connection breaks before the answer goes back.</summary>
    LoseAnswer,

    /// <summary>The connection breaks before the portal gets it.</summary>
    LoseRequest,

    /// <summary>429, to come again in a minute.</summary>
    Throttle,
}

/// <summary>A request as it came over the wire.</summary>
sealed record ProxiedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Key => Headers.GetValueOrDefault("Idempotency-Key");

    public bool IsChange => Method != "GET";

    /// <summary>Whether it asks for a list of this kind.</summary>
    public bool IsListOf(string kind) => Method == "GET" && (Path == "/api/v1/" + kind || Path.StartsWith($"/api/v1/{kind}?", StringComparison.Ordinal));

    /// <summary>Reads one; none where the other side has closed.</summary>
    public static async Task<ProxiedRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        return lines[0].Split(' ') is [var method, var path, _] ? new ProxiedRequest(method, path, headers, body) : null;
    }

    /// <summary>The same for the portal.</summary>
    public HttpRequestMessage ToMessage(Uri portal)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(portal, Path));
        if (Body.Length > 0) message.Content = new ByteArrayContent(Body);
        foreach (var (name, value) in Headers)
        {
            if (name is "Host" or "Content-Length" or "Accept-Encoding") continue;
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
