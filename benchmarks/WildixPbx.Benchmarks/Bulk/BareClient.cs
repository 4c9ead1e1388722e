using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WildixPbx.Benchmarks.Bulk;

/// <summary>
/// The least that anybody could do: the same requests with the same headers and bodies through .NET's own client, so
/// many at a time, and nothing else. No retry, no error that names a row, no pipeline.
/// </summary>
sealed class BareClient : IDisposable
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    readonly HttpClient _client;
    readonly AuthenticationHeaderValue _authorization;

    public BareClient(Uri portal, string token)
    {
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = 256,
        })
        { BaseAddress = new Uri(portal, "api/v1/") };
        _authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Sets the count of each PBX.</summary>
    public void SetLicenses(IReadOnlyList<string> names, int count, int concurrency)
    {
        var next = -1;
        Task.WaitAll([.. Enumerable.Range(0, concurrency).Select(_ => Task.Run(WorkAsync))]);

        async Task WorkAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < names.Count; index = Interlocked.Increment(ref next))
                await SetLicenseAsync(names[index], count).ConfigureAwait(false);
        }
    }

    public void Dispose() => _client.Dispose();

    async Task SetLicenseAsync(string name, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"pbxs/{Uri.EscapeDataString(name)}/licenses");
        request.Headers.Authorization = _authorization;
        request.Headers.TryAddWithoutValidation("Accept", "application/json, application/problem+json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString("D"));
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new Body(new() { ["UC-Essential"] = count }), Web));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.SendAsync(request).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var answer = await JsonSerializer.DeserializeAsync<Answer>(stream, Web).ConfigureAwait(false);
            if (answer is not { Changed: true } || answer.Resource.Profiles[0].EffectiveCount != count) throw new InvalidOperationException($"{name} was not changed.");
        }
    }

    sealed record Body(Dictionary<string, int> Licenses);

    sealed record Answer(Resource Resource, bool Changed, Amount? Fee, DateTimeOffset? EffectiveOn, IReadOnlyList<Finding> Findings);

    sealed record Resource(Pbx Pbx, IReadOnlyList<Profile> Profiles);

    sealed record Pbx(string Id, string Name, string Customer);

    sealed record Profile([property: JsonPropertyName("profile")] string Name, int PreviousCount, int RequestedCount, int EffectiveCount, bool Changed, Amount? Fee, DateTimeOffset? EffectiveOn);

    sealed record Amount([property: JsonPropertyName("amount")] decimal Value, string Currency);

    sealed record Finding(string RuleId, string Severity, string Message, string Subject, string? Action, string? Source);
}
