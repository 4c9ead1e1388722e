using System.Diagnostics;

namespace WildixPbx.Sandbox.Tests;

public class AccessTests(SandboxFixture fixture)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nobodys-token-0123456789")]
    [InlineData("partner-token-012345678")]
    [InlineData("partner-token-0123456789x")]
    public async Task Without_a_valid_token_every_route_but_health_is_shut(string? token)
    {
        using var stranger = new PortalClient(fixture.Sandbox.Uri, token);
        foreach (var path in new[] { "portal", "pbxs", "customers/x", "mails", "audit-events", "sandbox/statistics", "none-such" })
            Assert.Equal("Bearer", (await stranger.GetAsync(path)).ExpectProblem(401, "AuthenticationFailed").Headers["WWW-Authenticate"]);
        (await stranger.PostAsync("customers", new { name = "x" })).ExpectProblem(401, "AuthenticationFailed");
        Assert.Equal("Ok", (string)(await stranger.GetAsync("health")).Expect(200)["status"]!);
    }

    [Fact]
    public async Task The_portal_says_whose_the_token_is()
    {
        var partner = await fixture.Partner.GetAsync("portal");
        var manager = await fixture.Manager.GetAsync("portal");
        Assert.Equal(("partner", "Partner"), ((string)partner["user"]!, (string)partner["role"]!));
        Assert.Equal(("manager", "Manager"), ((string)manager["user"]!, (string)manager["role"]!));
        Assert.Equal(("2020-02", "UTC", "EUR"), ((string)partner["ruleSet"]!, (string)partner["timeZone"]!, (string)partner["currency"]!));
    }

    [Fact]
    public async Task What_only_a_manager_may_do_is_denied_to_the_partner()
    {
        (await fixture.Partner.GetAsync("sandbox/statistics")).ExpectProblem(403, "AccessDenied");
        (await fixture.Partner.PostAsync("requests/req_x/decision", new { state = "Approved" })).ExpectProblem(403, "AccessDenied");
        (await fixture.Manager.GetAsync("sandbox/statistics")).Expect(200);
    }

    [Fact]
    public async Task Beyond_the_rate_limit_comes_429_with_retry_after_and_is_counted_and_health_is_free()
    {
        await using var own = await SandboxProcess.StartAsync(null, "--rate-limit", "5");
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => own.Partner.GetAsync("portal")));
        var throttled = replies.Where(reply => reply.Status != 200).ToList();
        Assert.NotEmpty(throttled);
        Assert.True(replies.Length - throttled.Count >= 5);
        Assert.All(throttled, reply => Assert.InRange(int.Parse(reply.ExpectProblem(429, "Throttled").Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 5));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => own.Partner.GetAsync("health"))), reply => reply.Expect(200));

        Reply? statistics = null;
        await Eventually.TrueAsync(async () => (statistics = await own.Manager.GetAsync("sandbox/statistics")).Status == 200, "the limit lets one through");
        Assert.True((long)statistics!["throttledRequests"]! >= throttled.Count);
        Assert.True((long)statistics["requests"]! >= 60);
    }

    [Fact]
    public async Task A_throttled_change_takes_place_when_it_is_repeated_under_its_key()
    {
        await using var own = await SandboxProcess.StartAsync(null, "--rate-limit", "2");
        var keys = Enumerable.Range(0, 6).Select(_ => Estate.Name("key")).ToList();
        foreach (var key in keys)
            await Eventually.TrueAsync(async () => (await own.Partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 1 }, key)).Status == 201, "the change gets through");
        await Eventually.TrueAsync(async () => await own.Partner.GetAsync("hardware-orders?count=true") is { Status: 200 } page && (long)page["totalCount"]! == 6, "there are six orders");
    }

    [Fact]
    public async Task A_delay_holds_back_each_answer()
    {
        await using var own = await SandboxProcess.StartAsync(null, "--delay-ms", "200");
        var watch = Stopwatch.StartNew();
        (await own.Partner.GetAsync("portal")).Expect(200);
        Assert.True(watch.ElapsedMilliseconds >= 190);
    }
}
