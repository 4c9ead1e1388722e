using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>A sandbox of which the test holds both tokens: a session of the partner's, and the manager over plain HTTP.</summary>
public sealed class ManagedPortal : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    readonly HttpClient _manager = new();
    CanarySandbox? _sandbox;
    int _pbxs;

    public ModuleSession Session { get; } = new();

    public Uri Uri => _sandbox!.Uri;

    public string Token => _sandbox!.Token;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await CanarySandbox.StartAsync(_folder);
        _manager.BaseAddress = new Uri(Uri, "/api/v1/");
        _manager.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "manager-" + Token);
        Session.Set("uri", Uri);
        Session.Set("token", new System.Net.NetworkCredential("", Token).SecurePassword);
        Session.Get("$null = Connect-Wmp -Uri $uri -Token $token; $null = New-WmpCustomer 'Bergmann GmbH'; $null = Add-WmpContact 'Bergmann GmbH' -Name 'IT office' -Email it@bergmann.example.com");
    }

    /// <summary>Makes a PBX and answers with its name.</summary>
    public string NewPbx(string parameters)
    {
        var name = $"managed-{Interlocked.Increment(ref _pbxs)}";
        Session.Get($"$null = New-WmpPbx {name} -Customer 'Bergmann GmbH' {parameters} -Force");
        return name;
    }

    /// <summary>Approves what waits for a PBX. Whether there was something.</summary>
    public bool Approve(string pbx)
    {
        var waiting = Ask("GET", $"requests?state=Pending&pbx={pbx}")["items"]!.AsArray();
        foreach (var request in waiting) Ask("POST", $"requests/{request!["id"]}/decision", """{"state":"Approved"}""");
        return waiting.Count > 0;
    }

    /// <summary>Moves the portal's clock forward.</summary>
    public void Pass(TimeSpan time)
    {
        var now = DateTimeOffset.Parse((string)Ask("GET", "portal")["now"]!, CultureInfo.InvariantCulture);
        Ask("POST", "sandbox/clock", $$"""{"to":"{{(now + time).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
    }

    public ValueTask DisposeAsync()
    {
        Session.Dispose();
        _manager.Dispose();
        _sandbox?.Dispose();
        _folder.Dispose();
        return default;
    }

    JsonNode Ask(string method, string path, string? body = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
            message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        using var answer = _manager.Send(message, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer.Content.ReadAsStream(TestContext.Current.CancellationToken));
        var text = reader.ReadToEnd();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
