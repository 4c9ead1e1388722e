using System.Globalization;
using System.Text;

namespace WildixPbx.Engine.LicenseServers;

/// <summary>
/// The server's clock against the one here: by the Date of its answer to one HTTP request, else only by the validity of its
/// certificate. A box whose clock is far off takes no certificate for valid, so that it can't renew either.
/// </summary>
static class TimeStep
{
    const int LargestHead = 16 * 1024;

    /// <summary>How far two clocks may be apart. Ours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static async Task<Seen<object>> RunAsync(TlsConnection connection, string server, CancellationToken limit)
    {
        var asked = DateTimeOffset.UtcNow;
        var date = DateOf(await HeadAsync(connection, server, limit).ConfigureAwait(false));
        var answered = DateTimeOffset.UtcNow;
        var (from, to) = connection.Validity;
        if (date is not { } theirs)
            return new(connection, FormattableString.Invariant($"The server does not tell its time. The clock here is within the validity of its certificate, {from:yyyy-MM-dd} to {to:yyyy-MM-dd}; the skew was not measured."));

        // In the middle of the request, and the header leaves out parts of a second.
        var skew = TimeSpan.FromSeconds(Math.Round((theirs - (asked + TimeSpan.FromTicks((answered - asked).Ticks / 2))).TotalSeconds));
        var detail = FormattableString.Invariant($"By the Date of its answer the server's clock is {Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the one here.");
        return skew.Duration() <= Tolerance ? new(connection, detail, skew) : throw new StepFailedException(detail, "");
    }

    /// <summary>The head of the answer to a harmless request; what came of it, where the server speaks something else.</summary>
    static async Task<string> HeadAsync(TlsConnection connection, string server, CancellationToken limit)
    {
        var host = server.IndexOf(':') >= 0 ? $"[{server}]" : server;
        var request = Encoding.ASCII.GetBytes($"HEAD / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: WildixPbx\r\nConnection: close\r\n\r\n");
        var head = new StringBuilder();
        var buffer = new byte[2048];
        try
        {
            await connection.Stream.WriteAsync(request, 0, request.Length, limit).OrStop(limit).ConfigureAwait(false);
            while (head.Length < LargestHead && head.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal) < 0)
            {
                var read = await connection.Stream.ReadAsync(buffer, 0, buffer.Length, limit).OrStop(limit).ConfigureAwait(false);
                if (read == 0) break;
                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // It closes on what it does not speak.
        }

        return head.ToString();
    }

    /// <summary>The moment in a line <c>Date:</c> of an answer's head; none where it has none.</summary>
    public static DateTimeOffset? DateOf(string head)
    {
        foreach (var line in head.Split('\n'))
        {
            if (!line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)) continue;
            return DateTimeOffset.TryParseExact(line.Substring(5).Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        }

        return null;
    }
}
