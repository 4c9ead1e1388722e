using System.Globalization;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>When a call is repeated, how long it waits, and what ends it.</summary>
public sealed class RetryTests
{
    static readonly Step Good = Step.Json(201, TestPortal.Changed);

    [Fact]
    public async Task A_change_is_sent_again_under_the_same_key_and_with_the_same_body_until_it_is_answered()
    {
        await using var server = new ScriptedServer(Step.ResetAfterReading, Step.Problem(503, "PortalBusy", "", "Retry-After: 1"), Good);
        using var portal = new TestPortal(server.Uri);

        var change = await portal.ChangeAsync();

        Assert.True(change.Changed);
        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request.Header("Idempotency-Key")).Distinct());
        Assert.All(server.Requests, request => Assert.Equal("""{"name":"Contoso","noClobber":false}""", request.Body));
        Assert.All(server.Requests, request => Assert.Equal("Bearer " + TestPortal.Token, request.Header("Authorization")));
    }

    [Theory]
    [InlineData("3", 3.0, 3.5)]
    [InlineData("0", 0.0, 0.5)]
    public async Task A_wait_in_seconds_is_kept_to_and_reported(string header, double least, double most)
    {
        await using var server = new ScriptedServer(Step.Problem(429, "Throttled", "", "Retry-After: " + header), Good);
        using var portal = new TestPortal(server.Uri);

        await portal.ChangeAsync();

        var wait = portal.Reports.First().RetryIn;
        Assert.InRange(wait!.Value.TotalSeconds, least, most);
        Assert.Null(portal.Reports.Last().RetryIn);
    }

    [Fact]
    public async Task A_wait_until_a_date_is_kept_to()
    {
        var time = new ShortTime();
        var date = time.GetUtcNow().AddSeconds(90).ToString("r", CultureInfo.InvariantCulture);
        await using var server = new ScriptedServer(Step.Problem(503, "PortalBusy", "", "Retry-After: " + date), Good);
        using var portal = new TestPortal(server.Uri, time);

        await portal.ChangeAsync();

        Assert.InRange(time.Waits.Max().TotalSeconds, 60, 91);
    }

    [Fact]
    public async Task Without_a_wait_from_the_portal_the_waits_grow_and_are_not_all_alike()
    {
        var time = new ShortTime();
        await using var server = new ScriptedServer(Step.ResetAfterReading);
        using var portal = new TestPortal(server.Uri, time, settings => settings with { MaximumRetryCount = 12 });

        await Assert.ThrowsAsync<TransportException>(() => portal.GetAsync());

        var waits = portal.Reports.Select(report => report.RetryIn).OfType<TimeSpan>().ToList();
        Assert.Equal(12, waits.Count);
        Assert.True(waits[0] < TimeSpan.FromSeconds(1), $"The first wait is {waits[0]}.");
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        Assert.True(waits[^1] > waits[0] * 10);
        Assert.True(waits.Distinct().Count() > 8);
    }

    [Fact]
    public async Task A_wait_over_the_cap_is_an_error_at_once_that_carries_the_wait()
    {
        await using var server = new ScriptedServer(Step.Problem(429, "Throttled", "", "Retry-After: 3600"), Good);
        using var portal = new TestPortal(server.Uri);

        var error = await Assert.ThrowsAsync<ThrottledException>(() => portal.ChangeAsync());

        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Equal(429, error.StatusCode);
        Assert.Equal(1, server.Attempts);
    }

    [Fact]
    public async Task With_no_wait_allowed_a_call_is_still_repeated_at_once()
    {
        await using var server = new ScriptedServer(Step.ResetAfterReading, Good);
        using var portal = new TestPortal(server.Uri, with: settings => settings with { MaximumRetryDelay = TimeSpan.Zero });
        await portal.ChangeAsync();
        Assert.Equal(TimeSpan.Zero, portal.Reports.First().RetryIn);
    }

    [Fact]
    public async Task With_no_repetition_wanted_there_is_one_attempt()
    {
        await using var server = new ScriptedServer(Step.ResetAfterReading, Good);
        using var portal = new TestPortal(server.Uri, with: settings => settings with { MaximumRetryCount = 0 });
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => portal.ChangeAsync());
        Assert.Equal(1, server.Attempts);
    }

    [Fact]
    public async Task A_change_whose_first_sending_still_runs_is_asked_for_again()
    {
        await using var server = new ScriptedServer(Step.Problem(409, "Busy", "", "Retry-After: 1"), Good);
        using var portal = new TestPortal(server.Uri);
        Assert.True((await portal.ChangeAsync()).Changed);
    }

    [Theory]
    [InlineData(412, "StaleETag", "WmpStaleETag")]
    [InlineData(404, "NotFound", "WmpNotFound")]
    [InlineData(409, "NameTaken", "WmpNameTaken")]
    [InlineData(401, "AuthenticationFailed", "WmpOutcomeUnknown")]
    [InlineData(500, "PortalFailed", "WmpOutcomeUnknown")]
    [InlineData(503, "PortalBusy", "WmpOutcomeUnknown")]
    [InlineData(429, "Throttled", "WmpOutcomeUnknown")]
    public async Task After_a_lost_attempt_only_an_answer_that_looked_at_the_key_says_what_became_of_it(int status, string code, string errorId)
    {
        await using var server = new ScriptedServer(Step.ResetAfterReading, Step.Problem(status, code));
        using var portal = new TestPortal(server.Uri, with: settings => settings with { MaximumRetryCount = 1 });

        var error = await Assert.ThrowsAnyAsync<WildixPbxException>(() => portal.ChangeAsync());

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(status, error.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_in_the_wait_of_a_Retry_After_ends_the_call(bool isChange)
    {
        var time = new EndlessTime();
        using var stop = new CancellationTokenSource();
        await using var server = new ScriptedServer(Step.Problem(429, "Throttled", "", "Retry-After: 60"));
        using var portal = new TestPortal(server.Uri, time);

        var call = portal.SendAsync(isChange, stop.Token);
        await time.Waiting.Task.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.Equal(1, server.Attempts);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_stop_in_a_slow_answer_ends_the_call_and_lets_the_server_go(bool isChange, bool inBody)
    {
        using var stop = new CancellationTokenSource();
        await using var server = new ScriptedServer(inBody ? Step.SilenceInBody : Step.Silence);
        using var portal = new TestPortal(server.Uri);

        var call = portal.SendAsync(isChange, stop.Token);
        await server.Waiting.Task.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await server.ClientGone.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, server.Attempts);
    }

    [Fact]
    public async Task A_stop_before_the_call_sends_nothing()
    {
        await using var server = new ScriptedServer(Good);
        using var portal = new TestPortal(server.Uri);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.ChangeAsync(stop: new CancellationToken(canceled: true)));
        Assert.Equal(0, server.Attempts);
    }

    [Fact]
    public async Task A_connection_that_is_closed_says_so_also_to_a_call_under_way()
    {
        await using var server = new ScriptedServer(Step.Silence);
        var portal = new TestPortal(server.Uri);
        var call = portal.GetAsync();
        await server.Waiting.Task.WaitAsync(TestContext.Current.CancellationToken);
        portal.Dispose();

        Assert.Equal("WmpDisconnected", (await Assert.ThrowsAsync<TransportException>(() => call)).ErrorId);
        Assert.Equal("WmpDisconnected", (await Assert.ThrowsAsync<TransportException>(() => portal.GetAsync())).ErrorId);
    }
}
