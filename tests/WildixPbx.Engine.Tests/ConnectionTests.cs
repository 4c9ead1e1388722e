using WildixPbx.Engine;
using WildixPbx.Portal;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>What is checked before anything is sent, and the way over a proxy.</summary>
[Collection("environment")]
public sealed class ConnectionTests
{
    readonly EngineFactory _engine = new();

    [Theory]
    [InlineData("http://portal.example", "WmpInsecureTransport")]
    [InlineData("http://10.0.0.1:8080", "WmpInsecureTransport")]
    [InlineData("ftp://portal.example", "WmpUriInvalid")]
    [InlineData("https://user:hunter2@portal.example", "WmpUriInvalid")]
    [InlineData("https://portal.example/?x=1", "WmpUriInvalid")]
    [InlineData("https://portal.example/#x", "WmpUriInvalid")]
    [InlineData("/portal", "WmpUriInvalid")]
    public void An_address_that_would_give_the_token_away_or_is_none_is_refused(string uri, string errorId)
    {
        var error = Assert.Throws<ValidationException>(() => Connect(new Uri(uri, UriKind.RelativeOrAbsolute)));
        Assert.Equal(errorId, error.ErrorId);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost:1")]
    [InlineData("http://[::1]:1")]
    [InlineData("https://portal.example/prefix")]
    public void A_loopback_or_https_address_is_taken(string uri) => Connect(new Uri(uri)).Dispose();

    [Fact]
    public void Plain_http_to_another_machine_is_taken_where_it_is_said()
        => Connect(new Uri("http://portal.example"), settings => settings with { AllowInsecureTransport = true }).Dispose();

    [Theory]
    [InlineData("", "WmpTokenMissing")]
    [InlineData("two words", "WmpTokenInvalid")]
    [InlineData("line\nbreak", "WmpTokenInvalid")]
    public void A_token_that_is_none_is_refused_without_showing_it(string token, string errorId)
    {
        var error = Assert.Throws<AuthenticationException>(() => Connect(new Uri("https://portal.example"), settings => settings with { Token = TestPortal.Secret(token) }));
        Assert.Equal(errorId, error.ErrorId);
        if (token.Length > 0) Assert.DoesNotContain(token, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_is_reached_over_the_proxy_that_is_given_and_over_that_of_the_environment()
    {
        await using var proxy = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using (var given = Remote(settings => settings with { Proxy = proxy.Uri })) await given.GetAsync();

        using var environment = new EnvironmentScope(("http_proxy", proxy.Uri.ToString()), ("no_proxy", null), ("all_proxy", null));
        using (var found = Remote()) await found.GetAsync();

        Assert.Equal(2, proxy.Requests.Count);
        Assert.All(proxy.Requests, request => Assert.Equal("http://portal.invalid/api/v1/customers/Contoso", request.Target));
    }

    [Theory]
    [InlineData("portal.invalid")]
    [InlineData("x.example, .invalid")]
    [InlineData("*.invalid")]
    [InlineData("portal.invalid:80")]
    [InlineData("*")]
    public async Task What_NO_PROXY_names_goes_without(string exceptions)
    {
        await using var proxy = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using var environment = new EnvironmentScope(("http_proxy", proxy.Uri.ToString()), ("no_proxy", exceptions), ("all_proxy", null));
        using var portal = Remote(settings => settings with { MaximumRetryCount = 0 });
        await Assert.ThrowsAsync<TransportException>(() => portal.GetAsync());
        Assert.Equal(0, proxy.Attempts);
    }

    [Fact]
    public async Task Loopback_goes_without_whatever_is_said()
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        await using var proxy = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using var environment = new EnvironmentScope(("http_proxy", proxy.Uri.ToString()), ("all_proxy", proxy.Uri.ToString()), ("no_proxy", null));
        using var portal = new TestPortal(server.Uri, with: settings => settings with { Proxy = proxy.Uri });
        await portal.GetAsync();
        Assert.Equal((1, 0), (server.Attempts, proxy.Attempts));
    }

    [Fact]
    public async Task A_proxy_that_wants_a_login_is_told_from_a_portal_that_does()
    {
        await using var proxy = new ScriptedServer(Step.Html(407));
        using var portal = Remote(settings => settings with { Proxy = proxy.Uri });
        Assert.Equal("WmpProxyRefused", (await Assert.ThrowsAsync<TransportException>(() => portal.GetAsync())).ErrorId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_that_is_not_trusted_gets_no_token_unless_the_connection_says_so(bool isChange)
    {
        using var certificate = SelfSigned.OfLocalhost();
        await using var server = new ScriptedServer(Step.Json(200, isChange ? TestPortal.Changed : TestPortal.Customer)) { Certificate = certificate };

        using (var strict = new TestPortal(server.Uri))
        {
            var error = await Assert.ThrowsAsync<TransportException>(() => strict.SendAsync(isChange));
            Assert.Equal("WmpCertificateRejected", error.ErrorId);
            Assert.Contains("not trusted: RemoteCertificate", error.Message, StringComparison.Ordinal);
            Assert.Single(strict.Reports);
            Assert.Empty(server.Requests);
        }

        using var lax = new TestPortal(server.Uri, with: settings => settings with { SkipCertificateCheck = true });
        await lax.SendAsync(isChange);
        Assert.Single(server.Requests);

        using var strictAgain = new TestPortal(server.Uri);
        await Assert.ThrowsAsync<TransportException>(() => strictAgain.SendAsync(isChange));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_port_that_speaks_no_tls_is_not_taken_for_one_with_a_certificate_that_is_not_trusted(bool isChange, bool skipsCheck)
    {
        await using var server = new ScriptedServer(new Step(client => client.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), ReadsRequest: false));
        using var portal = new TestPortal(new UriBuilder(server.Uri) { Scheme = "https" }.Uri, with: settings => settings with { SkipCertificateCheck = skipsCheck });

        var error = await Assert.ThrowsAsync<TransportException>(() => portal.SendAsync(isChange));

        Assert.Equal("WmpTlsFailed", error.ErrorId);
        Assert.DoesNotContain("ertificate", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("https", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(portal.Reports);
    }

    [Fact]
    public async Task A_port_with_no_common_version_of_tls_is_not_taken_for_one_with_a_certificate_that_is_not_trusted()
    {
        // The alert protocol_version, fatal, as a server sends that is too old or too new.
        await using var server = new ScriptedServer(new Step(
            async client =>
            {
                await client.Stream.WriteAsync(new byte[] { 0x15, 3, 3, 0, 2, 2, 70 }, client.Stop);
                await client.WaitUntilGoneAsync();
            },
            ReadsRequest: false));
        using var portal = new TestPortal(new UriBuilder(server.Uri) { Scheme = "https" }.Uri);
        Assert.Equal("WmpTlsFailed", (await Assert.ThrowsAsync<TransportException>(() => portal.GetAsync())).ErrorId);
    }

    [Theory]
    [InlineData("", "/api/v1/customers/Contoso")]
    [InlineData("/", "/api/v1/customers/Contoso")]
    [InlineData("/api/v1", "/api/v1/customers/Contoso")]
    [InlineData("/api/v1/", "/api/v1/customers/Contoso")]
    [InlineData("/gateway/api/v1/", "/gateway/api/v1/customers/Contoso")]
    [InlineData("/myapi/v1", "/myapi/v1/api/v1/customers/Contoso")]
    [InlineData("/api/v10", "/api/v10/api/v1/customers/Contoso")]
    public async Task A_base_path_that_is_given_with_the_address_is_not_asked_for_twice(string path, string target)
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using var portal = new TestPortal(new Uri(server.Uri, path));
        await portal.GetAsync();
        Assert.Equal(target, Assert.Single(server.Requests).Target);
    }

    static TestPortal Remote(Func<PortalSettings, PortalSettings>? with = null)
        => new(new Uri("http://portal.invalid"), with: settings => (with?.Invoke(settings) ?? settings) with { AllowInsecureTransport = true });

    IPortal Connect(Uri uri, Func<PortalSettings, PortalSettings>? with = null)
    {
        var settings = new PortalSettings { Uri = uri, Token = TestPortal.Secret(TestPortal.Token) };
        return _engine.Connect(with?.Invoke(settings) ?? settings);
    }
}
