using WildixPbx.Portal;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>A token that the server echoes wherever it can gets nowhere.</summary>
public sealed class SecretTests
{
    const string Token = TestPortal.Token;
    static readonly string Escaped = Uri.EscapeDataString(Token);
    static readonly string Base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Token));

    static readonly Dictionary<string, Step> Echoes = new()
    {
        ["in a success"] = Step.Json(200, $$"""{"resource":{"id":"cus_1","name":"{{Token}}","createdOn":"2020-02-01T00:00:00Z"},"changed":true}""", $"X-Request-Id: {Token}"),
        ["in a problem"] = Step.Json(404, $$"""{"detail":"No {{Token}} or {{Base64}}","code":"NotFound","action":"Send {{Token}}","title":"{{Token}}","requestId":"{{Token}}"}""", $"X-Request-Id: {Token}"),
        ["in a finding"] = Step.Json(422, $$"""{"code":"RuleViolation","violations":[{"ruleId":"{{Token}}","severity":"Error","message":"m {{Token}}","subject":"{{Token}}","action":"{{Escaped}}","source":"{{Token}}"}]}"""),
        ["in a page"] = Step.Html(200, $"<p>You sent Authorization: Bearer {Token} and {Escaped} and {Base64}</p>"),
        ["in a page of an error"] = Step.Html(500, $"<p>{Token}</p>"),
        ["in a broken body"] = Step.Json(200, $$"""{"resource":{"{{Token}}":"""),
        ["in a redirect"] = Step.Body(302, "text/html", "", $"Location: https://elsewhere.example/?back={Escaped}"),
        ["in a status line"] = new Step(client => client.WriteAsync($"HTTP/1.1 {Token}\r\n\r\n")),
        ["in what is no HTTP"] = new Step(client => client.WriteAsync($"{Token} {Token}\r\n\r\n")),
    };

    public static TheoryData<string> Places => [.. Echoes.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_echoed_token_is_in_no_report_exception_or_log(string place)
    {
        var log = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var server = new ScriptedServer(Echoes[place]);
            var said = new List<string?>();
            using (var portal = new TestPortal(server.Uri, with: settings => settings with { LogPath = log }))
            {
                var error = await Record.ExceptionAsync(() => portal.ChangeAsync());
                for (var one = error; one is not null; one = one.InnerException) said.AddRange([one.ToString(), one.Message]);
                if (error is WildixPbxException known) said.AddRange([known.RecommendedAction, known.RequestId, known.ErrorId]);
                if (error is RuleViolationException rules) said.AddRange(rules.Findings.Select(finding => $"{finding} {finding.Subject} {finding.Action} {finding.Source}"));

                Assert.NotEmpty(portal.Reports);
                foreach (var report in portal.Reports) said.AddRange([report.ToString(), report.Path, report.Error, report.RequestId, report.RequestBody, report.ResponseBody]);
            }

            said.Add(await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
            Assert.All(said.OfType<string>(), AssertClean);
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Fact]
    public async Task A_token_in_a_query_is_in_no_report()
    {
        await using var server = new ScriptedServer(Step.Json(200, """{"items":[]}"""));
        using var portal = new TestPortal(server.Uri);
        await portal.Portal.ListAsync(PortalQueries.Customers(Token), default, portal.Call());
        AssertClean(portal.Reports.Single().ToString());
    }

    [Fact]
    public async Task Two_connections_to_one_portal_each_send_their_own_token()
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using var first = new TestPortal(server.Uri, with: settings => settings with { Token = TestPortal.Secret("first-token") });
        using var second = new TestPortal(server.Uri, with: settings => settings with { Token = TestPortal.Secret("second-token") });

        for (var turn = 0; turn < 5; turn++)
        {
            await first.GetAsync();
            await second.GetAsync();
        }

        var expected = Enumerable.Range(0, 5).SelectMany(_ => new[] { "Bearer first-token", "Bearer second-token" });
        Assert.Equal(expected, server.Requests.Select(request => request.Header("Authorization")));
    }

    [Fact]
    public void Settings_and_connection_say_nothing_of_the_token()
    {
        var settings = new PortalSettings { Uri = new Uri("https://portal.example"), Token = TestPortal.Secret(Token), ProxyCredential = new("user", Token) };
        AssertClean(settings.ToString());
        AssertClean(new ConnectionSource(settings.Uri, settings.Token, "Parameter").ToString());
    }

    static void AssertClean(string text)
    {
        Assert.DoesNotContain(Token, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Escaped, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Base64, text, StringComparison.OrdinalIgnoreCase);
    }
}
