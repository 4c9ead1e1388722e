using System.Globalization;
using System.Text;

namespace WildixPbx.Tests.Support;

/// <summary>A request as it came over the wire.</summary>
sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, string Head)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<SeenRequest> ReadAsync(Stream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop) == 0) throw new IOException("The client left in the middle of its request.");
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, stop);
        var first = lines[0].Split(' ');
        return new SeenRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body), head.ToString());
    }
}
