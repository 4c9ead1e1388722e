using System.Management.Automation;

namespace WildixPbx.Tests.Connections;

/// <summary>Connect-Wmp where there is no portal to connect to, or no way that a token may go.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class UnreachablePortalTests : IDisposable
{
    const string Canary = "canary-4fce1b07d2";

    readonly ModuleSession _session = new();

    public UnreachablePortalTests()
    {
        using var token = new System.Net.NetworkCredential("", Canary).SecurePassword;
        _session.Set("token", token.Copy());
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Without_a_token_and_without_anybody_to_ask_the_command_ends_and_says_where_to_put_one()
        => AssertError(Connect("https://portal.example.com", withToken: false), "WmpTokenMissing", "AuthenticationException", "WMP_TOKEN_FILE");

    [Fact]
    public void Without_an_address_the_command_ends_and_says_how_to_give_one()
        => AssertError(_session.End("Connect-Wmp"), "WmpPortalUnknown", "ValidationException", "-Uri");

    [Theory]
    [InlineData("http://portal.example.com")]
    [InlineData("http://192.0.2.7:8080")]
    [InlineData("http://127.0.0.1.example.com")]
    public void A_token_never_goes_over_plain_http_to_another_machine(string uri)
        => AssertError(Connect(uri), "WmpInsecureTransport", "ValidationException", "-AllowInsecureTransport");

    [Theory]
    [InlineData("portal.example.com")]
    [InlineData("ftp://portal.example.com")]
    [InlineData("https://somebody:secret@portal.example.com")]
    public void An_address_that_is_none_is_refused_before_anything_is_sent(string uri)
        => AssertError(Connect(uri), "WmpUriInvalid", "ValidationException", "");

    [Fact]
    public void A_portal_that_is_down_is_named()
    {
        var uri = TinyServer.Nobody();
        var error = Connect(uri.ToString());
        AssertError(error, "WmpPortalUnreachable", "TransportException", "network");
        Assert.Contains(uri.Authority, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(uri, error.TargetObject is PSObject target ? target.BaseObject : error.TargetObject);
    }

    [Fact]
    public void A_portal_that_does_not_answer_is_given_up_after_TimeoutSec()
    {
        using var portal = new TinyServer(answer: null);
        var error = _session.End($"Connect-Wmp {portal.Uri} -Token $token -TimeoutSec 1 -MaximumRetryCount 0");
        AssertError(error, "WmpTimeout", "TimeoutException", "timeout");
        Assert.Contains("within 1 s", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_is_never_followed_with_a_token(int status)
    {
        using var elsewhere = new TinyServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var portal = new TinyServer($"HTTP/1.1 {status} Moved\r\nLocation: {elsewhere.Uri}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var error = Connect(portal.Uri.ToString());
        AssertError(error, "WmpRedirected", "TransportException", "address");
        Assert.Contains(elsewhere.Uri.Authority, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(elsewhere.Heads);
    }

    [Fact]
    public void A_server_that_is_no_portal_is_told_from_one()
    {
        using var web = new TinyServer("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>");
        AssertError(Connect(web.Uri.ToString()), "WmpNotAPortal", "TransportException", "address");
    }

    [Fact]
    public void A_failed_connection_leaves_no_default_behind()
    {
        AssertError(Connect(TinyServer.Nobody().ToString()), "WmpPortalUnreachable", "TransportException", "");
        Assert.Empty(_session.Get("Get-WmpConnection"));
        AssertError(_session.End("Get-WmpPbx"), "WmpNotConnected", "AuthenticationException", "Connect-Wmp");
    }

    ErrorRecord Connect(string uri, bool withToken = true) => _session.End($"Connect-Wmp '{uri}' {(withToken ? "-Token $token" : "")} -MaximumRetryCount 0");

    static void AssertError(ErrorRecord error, string id, string type, string advice)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("WildixPbx." + type, error.Exception.GetType().FullName);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Canary, error.Exception.ToString(), StringComparison.Ordinal);
    }
}
