using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

/// <summary>A bare client of one box, which trusts that box's certificate alone.</summary>
sealed class BoxClient : IDisposable
{
    readonly HttpClient _http;
    readonly string _token;

    public BoxClient(JsonNode box)
    {
        var fingerprint = (string)box["certificateFingerprint"]!;
        _token = (string)box["token"]!;
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => Convert.ToHexString(SHA256.HashData(certificate!.GetRawCertData())) == fingerprint;
        _http = new HttpClient(handler) { BaseAddress = new Uri((string)box["uri"]!) };
    }

    public Task<(int Status, JsonNode? Json, string Text)> GetAsync(string path, string? login = null, Action<HttpRequestMessage>? prepare = null) => SendAsync("GET", path, null, login, prepare);

    public async Task<(int Status, JsonNode? Json, string Text)> SendAsync(string method, string path, string? body, string? login = null, Action<HttpRequestMessage>? prepare = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        if (login != "") request.Headers.Authorization = AuthenticationHeaderValue.Parse(login ?? "Bearer " + _token);
        prepare?.Invoke(request);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null, text);
    }

    public void Dispose() => _http.Dispose();
}
