using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WildixPbx.Tests.Support;

/// <summary>A client that is being served, and what can be done to it.</summary>
sealed record ServedClient(ScriptedServer Server, TcpClient Client, Stream Stream, SeenRequest? Request, CancellationToken Stop)
{
    public async Task WriteAsync(string text) => await Stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stop);

    /// <summary>Breaks off the hard way.</summary>
    public void Reset() => Client.Client.Close(0);

    /// <summary>Says nothing more until the client goes.</summary>
    public async Task WaitUntilGoneAsync()
    {
        Server.Waiting.TrySetResult();
        try
        {
            while (await Stream.ReadAsync(new byte[64], Stop) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is a way to go too.
        }

        Server.ClientGone.TrySetResult();
    }
}

/// <summary>What one request meets.</summary>
sealed record Step(Func<ServedClient, Task> Answer, bool ReadsRequest = true)
{
    // After the first byte: a connection that is reset before that may count as one that never came about.
    public static Step ResetInTheRequest { get; } = new(
        async client =>
        {
            await client.Stream.ReadExactlyAsync(new byte[1], client.Stop);
            client.Reset();
        },
        ReadsRequest: false);

    public static Step ResetAfterReading { get; } = new(client =>
    {
        client.Reset();
        return Task.CompletedTask;
    });

    public static Step Silence { get; } = new(client => client.WaitUntilGoneAsync());

    public static Step SilenceInBody { get; } = new(async client =>
    {
        await client.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"na");
        await client.WaitUntilGoneAsync();
    });

    public static Step CutOffBody { get; } = new(client => client.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"na"));

    public static Step NoHttp { get; } = new(client => client.WriteAsync("SSH-2.0-OpenSSH_9.9\r\n\r\nwhat is this\r\n\r\n"));

    public static Step Huge { get; } = new(async client =>
    {
        await client.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        var chunk = "100000\r\n" + new string(' ', 0x100000) + "\r\n";
        for (var megabytes = 0; megabytes < 70; megabytes++) await client.WriteAsync(chunk);
        await client.WriteAsync("0\r\n\r\n");
    });

    /// <summary>An answer as it goes over the wire, head and all.</summary>
    public static Step Raw(string answer) => new(client => client.WriteAsync(answer));

    /// <summary>A success with a body that need not be UTF-8.</summary>
    public static Step Bytes(string type, byte[] body) => new(async client =>
    {
        await client.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await client.Stream.WriteAsync(body, client.Stop);
    });

    public static Step Json(int status, string body, params string[] headers) => Body(status, "application/json", body, headers);

    public static Step Html(int status, string body = "<html><body>Welcome</body></html>") => Body(status, "text/html", body);

    public static Step Problem(int status, string code, string detail = "", params string[] headers) => Body(
        status, "application/problem+json", $$"""{"type":"urn:wildixpbx:problem:{{code}}","title":"t","status":{{status}},"detail":"{{detail}}","code":"{{code}}","action":"Do this.","requestId":"req-1","violations":[]}""", headers);

    public static Step Body(int status, string type, string body, params string[] headers) => new(client => client.WriteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}")));
}
