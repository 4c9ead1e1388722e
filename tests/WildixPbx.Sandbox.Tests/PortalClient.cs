using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

/// <summary>A bare client: it knows no type of the project, so that it would notice when the wire changes.</summary>
sealed class PortalClient(Uri portal, string? token) : IDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(portal, "/api/v1/") };

    public Task<Reply> GetAsync(string path, string? ifNoneMatch = null)
        => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), request => Add(request, "If-None-Match", ifNoneMatch));

    public Task<Reply> PostAsync(string path, object? body, string? key = null, string? ifMatch = null) => ChangeAsync("POST", path, body, key, ifMatch);

    public Task<Reply> PatchAsync(string path, object? body, string? key = null, string? ifMatch = null) => ChangeAsync("PATCH", path, body, key, ifMatch);

    public Task<Reply> DeleteAsync(string path, string? key = null, string? ifMatch = null) => ChangeAsync("DELETE", path, null, key, ifMatch);

    /// <summary>A change under a key; a new one where none is given.</summary>
    public Task<Reply> ChangeAsync(string method, string path, object? body, string? key = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.ExpectContinue = body is not null; // a body that is refused is not sent: the connection would break before its answer is read
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return SendAsync(request, message =>
        {
            Add(message, "Idempotency-Key", key ?? Guid.NewGuid().ToString());
            Add(message, "If-Match", ifMatch);
        });
    }

    /// <summary>Any request; only the token is added.</summary>
    public async Task<Reply> SendAsync(HttpRequestMessage request, Action<HttpRequestMessage>? prepare = null)
    {
        using (request)
        {
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            prepare?.Invoke(request);
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Reply((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), text, headers);
        }
    }

    /// <summary>Every page of a list.</summary>
    public async Task<List<JsonNode>> AllAsync(string path)
    {
        var items = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await GetAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "limit=1000" + (cursor.Length > 0 ? "&cursor=" + cursor : ""))).Expect(200);
            items.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            cursor = (string?)page.Json!["nextCursor"];
        }

        return items;
    }

    public void Dispose() => _http.Dispose();

    static void Add(HttpRequestMessage request, string header, string? value)
    {
        if (value is not null) request.Headers.TryAddWithoutValidation(header, value);
    }
}

/// <summary>An answer.</summary>
sealed record Reply(int Status, JsonNode? Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode this[string member] => Json![member] ?? throw new InvalidOperationException($"No '{member}' in {Text}");

    public string Code => (string)this["code"]!;

    public string? ETag => Headers.GetValueOrDefault("ETag");

    public bool IsReplay => Headers.ContainsKey("Idempotency-Replayed");

    /// <summary>The rule ids of a refusal or of a change, in order.</summary>
    public string[] RuleIds => [.. (Json!["violations"] ?? Json["findings"])!.AsArray().Select(finding => (string)finding!["ruleId"]!)];

    /// <summary>The answer, where it has the status; a failure that shows it otherwise.</summary>
    public Reply Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    /// <summary>A problem document of a status and a code.</summary>
    public Reply ExpectProblem(int status, string code)
    {
        Expect(status);
        Assert.StartsWith("application/problem+json", Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(code, Code);
        Assert.Equal("urn:wildixpbx:problem:" + code, (string)this["type"]!);
        Assert.Equal(status, (int)this["status"]!);
        Assert.NotEqual("", (string)this["title"]!);
        Assert.NotEqual("", (string)this["detail"]!);
        Assert.NotEqual("", (string)this["action"]!);
        Assert.Equal(Headers["X-Request-Id"], (string)this["requestId"]!);
        return this;
    }
}
