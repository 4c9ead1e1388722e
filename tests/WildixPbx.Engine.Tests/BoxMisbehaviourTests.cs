using System.IO.Compression;
using System.Text;
using WildixPbx.Boxes;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>
/// Boxes, and what may stand in their place, that answer in ways no box should. Each fault is to be a typed error that names
/// the box and says what to do, with as many attempts as help; none is an empty list, a success, or an error of the runtime.
/// </summary>
public sealed class BoxMisbehaviourTests
{
    const string Users = """{"type":"result","result":{"total":1,"records":[{"id":"7","name":"J","licenseType":"basic"}]}}""";
    const string LatinUsers = """{"type":"result","result":[{"id":"7","name":"Zoë Müller"}]}""";
    const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    static readonly Dictionary<string, Step> Faults = new()
    {
        ["JSON cut off"] = Step.Json(200, Users[..50]),
        ["JSON cut off, HTTP/1.0"] = Step.Raw("HTTP/1.0 200 OK\r\n\r\n" + Users[..50]),
        ["JSON twice"] = Step.Json(200, Users + Users),
        ["10000 levels"] = Step.Json(200, new string('[', 10_000) + new string(']', 10_000)),
        ["half a character"] = Step.Json(200, """{"type":"result","result":[{"id":"7","name":"\ud800"}]}"""),
        ["no UTF-8"] = Step.Bytes("application/json", Encoding.Latin1.GetBytes(LatinUsers)),
        ["an encoding that there is not"] = Step.Bytes("application/json; charset=x-nonsense", Encoding.Latin1.GetBytes(LatinUsers)),
        ["a log-on page"] = Step.Html(200, "<!DOCTYPE html><html><form action=/login></form></html>"),
        ["a text for a list"] = Step.Json(200, """{"type":"result","result":{"total":1,"records":"none"}}"""),
        ["texts for users"] = Step.Json(200, """{"type":"result","result":["a","b"]}"""),
        ["an object for a list"] = Step.Json(200, """{"type":"result","result":{"users":[]}}"""),
        ["a user without id"] = Step.Json(200, """{"type":"result","result":[{"id":"7"},{"id":null,"name":"J"}]}"""),
        ["a list for an id"] = Step.Json(200, """{"type":"result","result":[{"id":[7]}]}"""),
        ["a bomb"] = Packed("gzip", stream => new GZipStream(stream, CompressionLevel.Fastest), 100),
        ["gzip that is none"] = Step.Raw(Ok + "Content-Encoding: gzip\r\nContent-Length: 20\r\nConnection: close\r\n\r\nthis is not packed.."),
        ["brotli that is none"] = Step.Raw(Ok + "Content-Encoding: br\r\nContent-Length: 20\r\nConnection: close\r\n\r\nthis is not packed.."),
        ["100 MB"] = Step.Huge,
        ["an SSH server"] = Step.NoHttp,
        ["headers without end"] = new(async client =>
        {
            await client.WriteAsync(Ok);
            for (var i = 0; i < 20_000; i++) await client.WriteAsync($"X-{i}: 0123456789\r\n");
        }),
        ["on to another host"] = Step.Body(302, "text/html", "", "Location: https://elsewhere.example/api/v1/PBX/Colleagues/"),
        ["on to itself"] = Step.Body(307, "text/html", "", "Location: /api/v1/PBX/Colleagues/"),
        ["reset in the body"] = new(async client =>
        {
            await client.WriteAsync(Ok + "Content-Length: 1000\r\n\r\n{\"type\"");
            client.Reset();
        }),
        ["chunks that break off"] = Step.Raw(Ok + "Transfer-Encoding: chunked\r\n\r\n10\r\n{\"type\":\"result\"\r\n"),
        ["chunks that are none"] = Step.Raw(Ok + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n"),
        ["chunks without end"] = new(async client =>
        {
            await client.WriteAsync(Ok + "Transfer-Encoding: chunked\r\n\r\n");
            while (!client.Stop.IsCancellationRequested) await client.WriteAsync("1\r\n \r\n");
        }),
        ["a byte and then silence"] = new(async client =>
        {
            await client.WriteAsync("H");
            await client.WaitUntilGoneAsync();
        }),
    };

    [Theory]
    [InlineData("JSON cut off", "WmpUnexpectedAnswer", 1)]
    [InlineData("JSON cut off, HTTP/1.0", "WmpUnexpectedAnswer", 1)]
    [InlineData("JSON twice", "WmpUnexpectedAnswer", 1)]
    [InlineData("10000 levels", "WmpUnexpectedAnswer", 1)]
    [InlineData("half a character", "WmpUnexpectedAnswer", 1)]
    [InlineData("no UTF-8", "WmpUnexpectedAnswer", 1)]
    [InlineData("an encoding that there is not", "WmpUnexpectedAnswer", 1)]
    [InlineData("a log-on page", "WmpUnexpectedAnswer", 1)]
    [InlineData("a text for a list", "WmpUnexpectedAnswer", 1)]
    [InlineData("texts for users", "WmpUnexpectedAnswer", 1)]
    [InlineData("an object for a list", "WmpUnexpectedAnswer", 1)]
    [InlineData("a user without id", "WmpUnexpectedAnswer", 1)]
    [InlineData("a list for an id", "WmpUnexpectedAnswer", 1)]
    [InlineData("a bomb", "WmpUnexpectedAnswer", 1)]
    [InlineData("gzip that is none", "WmpUnexpectedAnswer", 1)]
    [InlineData("brotli that is none", "WmpUnexpectedAnswer", 1)]
    [InlineData("100 MB", "WmpUnexpectedAnswer", 1)]
    [InlineData("an SSH server", "WmpUnexpectedAnswer", 1)]
    [InlineData("headers without end", "WmpUnexpectedAnswer", 1)]
    [InlineData("on to another host", "WmpRedirected", 1)]
    [InlineData("on to itself", "WmpRedirected", 1)]
    [InlineData("reset in the body", "WmpConnectionLost", 3)]
    [InlineData("chunks that break off", "WmpConnectionLost", 3)]
    [InlineData("chunks that are none", "WmpUnexpectedAnswer", 1)]
    public async Task A_list_that_is_none_is_a_typed_error_that_names_the_box(string fault, string id, int attempts)
    {
        await using var server = new ScriptedServer(Faults[fault]);
        using var box = new TestBox(server.Uri);
        var error = await Assert.ThrowsAnyAsync<WildixPbxException>(() => box.UsersAsync());
        Assert.Equal(id, error.ErrorId);
        Assert.Equal(attempts, server.Attempts);
        Assert.Contains(server.Uri.ToString().TrimEnd('/'), error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.DoesNotContain(TestBox.Token, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chunks without end")]
    [InlineData("a byte and then silence")]
    public async Task An_answer_that_never_ends_is_over_with_the_timeout_and_is_not_asked_for_again(string fault)
    {
        await using var server = new ScriptedServer(Faults[fault]);
        using var box = new TestBox(server.Uri, settings => settings with { Timeout = TimeSpan.FromMilliseconds(500) });
        var error = await Assert.ThrowsAnyAsync<WildixPbxException>(() => box.UsersAsync());
        Assert.Equal("WmpTimeout", error.ErrorId);
        Assert.Equal(1, server.Attempts);
    }

    [Theory]
    [InlineData("JSON cut off")]
    [InlineData("half a character")]
    [InlineData("10000 levels")]
    [InlineData("gzip that is none")]
    [InlineData("reset in the body")]
    [InlineData("100 MB")]
    public async Task A_change_whose_answer_can_not_be_read_is_no_success_since_it_may_be_a_refusal(string fault)
    {
        await using var server = new ScriptedServer(Faults[fault]);
        using var box = new TestBox(server.Uri);
        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(() => box.SetAsync());
        Assert.Contains(server.Uri.ToString().TrimEnd('/'), error.Message, StringComparison.Ordinal);
        Assert.Contains("run it again", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirected_login_goes_nowhere_else()
    {
        await using var other = new ScriptedServer(Step.Json(200, Users));
        await using var server = new ScriptedServer(Step.Body(302, "text/html", "", $"Location: {other.Uri}api/v1/PBX/Colleagues/"));
        using var box = new TestBox(server.Uri);
        await Assert.ThrowsAsync<TransportException>(() => box.UsersAsync());
        await Assert.ThrowsAsync<TransportException>(() => box.SetAsync());
        Assert.Equal((2, 0), (server.Attempts, other.Attempts));
    }

    [Fact]
    public async Task Millions_of_nothing_are_refused_before_they_are_objects()
    {
        // 32 MB on the wire would be over a gigabyte of objects.
        var body = Encoding.ASCII.GetBytes("[" + string.Concat(Enumerable.Repeat("[],", 10_000_000)) + "[]]");
        await using var server = new ScriptedServer(Step.Bytes("application/json", body));
        using var box = new TestBox(server.Uri);
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal("WmpUnexpectedAnswer", (await Assert.ThrowsAnyAsync<WildixPbxException>(() => box.UsersAsync())).ErrorId);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 500_000_000);
    }

    [Fact]
    public async Task An_upgrade_that_nobody_answers_for_ends_with_what_was_answered_instead()
    {
        await using var server = new ScriptedServer(Step.Json(200, """{"type":"result","result":"Success"}"""), Step.Html(200, "<html>Log in</html>"));
        using var box = new TestBox(server.Uri);
        var order = new UpgradeOrder(null, null, TimeSpan.Zero, TimeSpan.FromMilliseconds(300), true);
        var error = await Assert.ThrowsAsync<TimeoutException>(() => box.Box.UpgradeAsync(order, _ => { }, box.Call()));
        Assert.Contains("Log in", error.Message, StringComparison.Ordinal);
        Assert.Contains(server.Uri.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests.Count(request => request.Method == "POST"));
    }

    // A hundred kilobytes on the wire.
    static Step Packed(string coding, Func<Stream, Stream> pack, int megabytes) => new(async client =>
    {
        using var buffer = new MemoryStream();
        await using (var packed = pack(buffer))
            for (var i = 0; i < megabytes; i++) await packed.WriteAsync(new byte[1 << 20], client.Stop);
        var bytes = buffer.ToArray();
        await client.WriteAsync($"{Ok}Content-Encoding: {coding}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
        await client.Stream.WriteAsync(bytes, client.Stop);
    });
}
