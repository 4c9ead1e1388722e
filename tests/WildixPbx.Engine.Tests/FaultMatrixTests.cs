using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>What each fault becomes, for a read and for a change, and how often it is tried.</summary>
public sealed class FaultMatrixTests
{
    const string Date = "Fri, 01 Jan 2100 00:00:00 GMT";

    static readonly Dictionary<string, Step> Faults = new()
    {
        ["reset in the middle of the request"] = Step.ResetInTheRequest,
        ["reset after the request is read"] = Step.ResetAfterReading,
        ["silence"] = Step.Silence,
        ["silence in the body"] = Step.SilenceInBody,
        ["body cut off"] = Step.CutOffBody,
        ["429 with seconds"] = Step.Problem(429, "Throttled", "", "Retry-After: 3"),
        ["429 with a date that has passed"] = Step.Problem(429, "Throttled", "", "Retry-After: Wed, 01 Jan 2020 00:00:00 GMT"),
        ["429 without a wait"] = Step.Problem(429, "Throttled"),
        ["503 with seconds"] = Step.Problem(503, "PortalBusy", "", "Retry-After: 3"),
        ["503 without a document"] = Step.Html(503),
        ["429 longer than the cap"] = Step.Problem(429, "Throttled", "", "Retry-After: 301"),
        ["503 longer than the cap"] = Step.Problem(503, "PortalBusy", "", "Retry-After: " + Date),
        ["500 of the portal"] = Step.Problem(500, "PortalFailed"),
        ["500 of a gateway"] = Step.Html(500),
        ["502"] = Step.Html(502),
        ["504"] = Step.Html(504),
        ["408"] = Step.Html(408),
        ["302"] = Step.Body(302, "text/html", "", "Location: https://elsewhere.example/login?token=abcdefgh"),
        ["a page in place of JSON"] = Step.Html(200),
        ["half of the JSON"] = Step.Json(200, TestPortal.Customer[..20]),
        ["JSON of something else"] = Step.Json(200, """{"hello":"world"}"""),
        ["null"] = Step.Json(200, "null"),
        ["nothing"] = Step.Json(200, ""),
        ["numbers for words"] = Step.Json(200, """{"id":1,"name":2,"createdOn":3,"resource":4,"changed":5}"""),
        ["more than 64 MB"] = Step.Huge,
        ["no HTTP"] = Step.NoHttp,
        ["404 without a code"] = Step.Html(404),
        ["405"] = Step.Html(405),
        ["400 without a code"] = Step.Json(400, "{}"),
    };

    [Theory]
    [InlineData("reset in the middle of the request", "WmpConnectionLost", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("reset after the request is read", "WmpConnectionLost", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("silence", "WmpTimeout", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("silence in the body", "WmpTimeout", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("body cut off", "WmpConnectionLost", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("429 with seconds", "WmpThrottled", 3, "WmpThrottled", 3)]
    [InlineData("429 with a date that has passed", "WmpThrottled", 3, "WmpThrottled", 3)]
    [InlineData("429 without a wait", "WmpThrottled", 3, "WmpThrottled", 3)]
    [InlineData("503 with seconds", "WmpPortalBusy", 3, "WmpPortalBusy", 3)]
    [InlineData("503 without a document", "WmpPortalBusy", 3, "WmpPortalBusy", 3)]
    [InlineData("429 longer than the cap", "WmpThrottled", 1, "WmpThrottled", 1)]
    [InlineData("503 longer than the cap", "WmpThrottled", 1, "WmpThrottled", 1)]
    [InlineData("500 of the portal", "WmpPortalFailed", 3, "WmpPortalFailed", 3)]
    [InlineData("500 of a gateway", "WmpPortalFailed", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("502", "WmpPortalFailed", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("504", "WmpPortalFailed", 3, "WmpOutcomeUnknown", 3)]
    [InlineData("408", "WmpTimeout", 3, "WmpTimeout", 3)]
    [InlineData("302", "WmpRedirected", 1, "WmpRedirected", 1)]
    [InlineData("a page in place of JSON", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("half of the JSON", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("JSON of something else", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("null", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("nothing", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("numbers for words", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("more than 64 MB", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("no HTTP", "WmpUnexpectedAnswer", 1, "WmpOutcomeUnknown", 1)]
    [InlineData("404 without a code", "WmpNotAPortal", 1, "WmpNotAPortal", 1)]
    [InlineData("405", "WmpUnexpectedAnswer", 1, "WmpUnexpectedAnswer", 1)]
    [InlineData("400 without a code", "WmpUnexpectedAnswer", 1, "WmpUnexpectedAnswer", 1)]
    public async Task A_fault_is_the_error_it_should_be_after_as_many_attempts_as_it_should_take(string fault, string readError, int readAttempts, string changeError, int changeAttempts)
    {
        await MeetAsync(fault, isChange: false, readError, readAttempts);
        await MeetAsync(fault, isChange: true, changeError, changeAttempts);
    }

    static async Task MeetAsync(string fault, bool isChange, string errorId, int attempts)
    {
        await using var server = new ScriptedServer(Faults[fault]);
        using var portal = new TestPortal(server.Uri, with: settings => fault.StartsWith("silence", StringComparison.Ordinal) ? settings with { Timeout = TimeSpan.FromMilliseconds(400) } : settings);

        var error = await Assert.ThrowsAnyAsync<WildixPbxException>(() => portal.SendAsync(isChange));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(attempts, server.Attempts);
        Assert.Equal(Enumerable.Range(1, attempts), portal.Reports.Select(report => report.Attempt));
        Assert.Contains("Contoso", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.All(server.Requests, request => Assert.Equal(isChange ? TestPortal.Key : null, request.Header("Idempotency-Key")));
        Assert.True(error is not OutcomeUnknownException unknown || unknown.IdempotencyKey == TestPortal.Key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_machine_that_takes_no_connection_is_unreachable_also_for_a_change_since_nothing_was_sent(bool isChange)
    {
        using var portal = new TestPortal(ScriptedServer.Nowhere());
        var error = await Assert.ThrowsAsync<TransportException>(() => portal.SendAsync(isChange));
        Assert.Equal("WmpPortalUnreachable", error.ErrorId);
        Assert.Equal(3, portal.Reports.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_is_not_found_is_unreachable_also_for_a_change(bool isChange)
    {
        using var portal = new TestPortal(new Uri("https://no-such-host.invalid"), with: settings => settings with { MaximumRetryCount = 1 });
        var error = await Assert.ThrowsAsync<TransportException>(() => portal.SendAsync(isChange));
        Assert.Equal("WmpPortalUnreachable", error.ErrorId);
        Assert.Equal(2, portal.Reports.Count);
    }

    [Fact]
    public async Task A_dry_run_that_gets_no_answer_is_a_timeout_since_it_changes_nothing()
    {
        await using var server = new ScriptedServer(Step.Silence);
        using var portal = new TestPortal(server.Uri, with: settings => settings with { Timeout = TimeSpan.FromMilliseconds(400) });
        await Assert.ThrowsAsync<TimeoutException>(() => portal.ChangeAsync(dryRun: true));
        Assert.Equal(3, server.Attempts);
        Assert.All(server.Requests, request => Assert.Equal("/api/v1/customers?dryRun=true", request.Target));
    }
}
