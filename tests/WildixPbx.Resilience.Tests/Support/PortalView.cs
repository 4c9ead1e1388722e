using System.Management.Automation;
using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>What the portal says of itself, read over plain HTTP with the partner's token and nothing of the module.</summary>
sealed class PortalView : IDisposable
{
    readonly HttpClient _client;

    public PortalView(Uri uri, string token)
    {
        _client = new HttpClient { BaseAddress = new Uri(uri, "/api/v1/") };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The view of a sandbox that a session runs.</summary>
    public static PortalView Of(PSObject sandbox) => new((Uri)sandbox.Prop("Uri")!, TokenOf(sandbox));

    public static string TokenOf(PSObject sandbox) => new NetworkCredential("", (SecureString)sandbox.Prop("Token")!).Password;

    public Task<IReadOnlyList<JsonNode>> TrailAsync(string? key = null) => AllAsync("audit-events?limit=1000" + (key is null ? "" : "&idempotencyKey=" + Uri.EscapeDataString(key)));

    public Task<IReadOnlyList<JsonNode>> PbxsAsync() => AllAsync("pbxs?limit=1000");

    public Task<IReadOnlyList<JsonNode>> RequestsAsync() => AllAsync("requests?limit=1000");

    public void Dispose() => _client.Dispose();

    async Task<IReadOnlyList<JsonNode>> AllAsync(string list)
    {
        var all = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = JsonNode.Parse(await _client.GetStringAsync(list + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), TestContext.Current.CancellationToken))!;
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return all;
    }
}
