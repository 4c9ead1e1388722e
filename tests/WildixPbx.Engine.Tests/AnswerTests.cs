using System.Text;
using WildixPbx.Portal;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>What the portal's answers become.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData(403, "AccessDenied", typeof(AuthorizationException))]
    [InlineData(404, "NotFound", typeof(NotFoundException))]
    [InlineData(409, "AmbiguousIdentity", typeof(ConflictException))]
    [InlineData(409, "NameTaken", typeof(ConflictException))]
    [InlineData(409, "InUse", typeof(ConflictException))]
    [InlineData(409, "AlreadyDecided", typeof(ConflictException))]
    [InlineData(412, "StaleETag", typeof(ConflictException))]
    [InlineData(422, "IdempotencyKeyReused", typeof(ConflictException))]
    [InlineData(400, "InvalidRequest", typeof(ValidationException))]
    public async Task A_problem_is_the_exception_of_its_code_with_the_portals_words(int status, string code, Type type)
    {
        await using var server = new ScriptedServer(Step.Problem(status, code, "Something is the matter.", "X-Request-Id: req-42"));
        using var portal = new TestPortal(server.Uri);

        var error = await Assert.ThrowsAnyAsync<WildixPbxException>(() => portal.ChangeAsync());

        Assert.IsType(type, error);
        Assert.Equal("Wmp" + code, error.ErrorId);
        Assert.Equal("Contoso: Something is the matter.", error.Message);
        Assert.Equal("Do this.", error.RecommendedAction);
        Assert.Equal((status, "req-42"), (error.StatusCode, error.RequestId));
        Assert.Equal(1, server.Attempts);
    }

    [Fact]
    public async Task A_token_that_the_portal_does_not_know_is_advised_on_in_words_of_the_module_and_not_of_http()
    {
        await using var server = new ScriptedServer(Step.Problem(401, "AuthenticationFailed", "The token is not one of this portal."));
        using var portal = new TestPortal(server.Uri);

        var error = await Assert.ThrowsAsync<AuthenticationException>(() => portal.ChangeAsync());

        Assert.Equal(("WmpAuthenticationFailed", "Contoso: The token is not one of this portal.", 401), (error.ErrorId, error.Message, error.StatusCode));
        Assert.DoesNotContain("Do this.", error.RecommendedAction, StringComparison.Ordinal);
        foreach (var way in (string[])["Connect-Wmp", "-Token", "WMP_TOKEN", "WMP_TOKEN_FILE", "-Profile"])
            Assert.Contains(way, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_unknown_outcome_says_what_can_be_looked_at_and_what_may_be_run_again()
    {
        await using var server = new ScriptedServer(Step.ResetAfterReading);
        using var portal = new TestPortal(server.Uri, with: settings => settings with { MaximumRetryCount = 0 });

        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(() => portal.ChangeAsync());

        foreach (var part in (string[])["safe to run again", "-Add", "-Remove", "Get-WmpLicense", "New-WmpHardwareOrder", "Get-WmpHardwareOrder", "GET audit-events?idempotencyKey=" + TestPortal.Key])
            Assert.Contains(part, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"4.03.44693.48\"", "4.03.44693.48")]
    [InlineData("\"rel40-nightly\"", null)]
    [InlineData("null", null)]
    public async Task A_version_that_can_not_be_read_does_not_hide_the_PBXs_of_its_page(string written, string? read)
    {
        await using var server = new ScriptedServer(Step.Json(200, $$"""
            {"items":[{"id":"pbx_1","name":"a","customer":"c","customerId":"cus_1","platform":"Virtual","model":"WPBX-VM/HW","term":"Yearly",
            "licensing":"PerUser","state":"Active","createdOn":"2020-02-01T00:00:00Z","wmsVersion":{{written}}}]}
            """));
        using var portal = new TestPortal(server.Uri);
        var page = await portal.Portal.ListAsync(PortalQueries.Pbxs(new PbxFilter()), new PageRequest(), portal.Call());
        Assert.Equal(read, Assert.Single(page.Items).WmsVersion?.ToString());
    }

    [Fact]
    public async Task Broken_rules_come_with_every_finding_in_order()
    {
        const string Violations = """
            {"type":"urn:wildixpbx:problem:RuleViolation","title":"t","status":422,"detail":"d","code":"RuleViolation","violations":[
              {"ruleId":"FirstRule","severity":"Advice","message":"Mind this.","subject":"Contoso"},
              {"ruleId":"SecondRule","severity":"Error","message":"Not that.","subject":"Contoso","action":"Do another thing."}]}
            """;
        await using var server = new ScriptedServer(Step.Body(422, "application/problem+json", Violations, "X-Request-Id: req-7"));
        using var portal = new TestPortal(server.Uri);

        var error = await Assert.ThrowsAsync<RuleViolationException>(() => portal.ChangeAsync());

        Assert.Equal(["FirstRule", "SecondRule"], error.Findings.Select(finding => finding.RuleId));
        Assert.Equal(("SecondRule", "SecondRule", "Not that.", "Do another thing."), (error.RuleId, error.ErrorId, error.Message, error.RecommendedAction));
        Assert.Equal((422, "req-7"), (error.StatusCode, error.RequestId));
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        await using var elsewhere = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        await using var server = new ScriptedServer(Step.Body(307, "text/html", "", $"Location: {elsewhere.Uri}login"));
        using var portal = new TestPortal(server.Uri);

        var error = await Assert.ThrowsAsync<TransportException>(() => portal.GetAsync());

        Assert.Equal("WmpRedirected", error.ErrorId);
        Assert.Contains(elsewhere.Uri + "login", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, elsewhere.Attempts);
    }

    [Fact]
    public async Task A_page_is_asked_for_with_its_filters_cursor_and_limit()
    {
        await using var server = new ScriptedServer(Step.Json(200, $$"""{"items":[{{TestPortal.Customer}}],"nextCursor":"c2","totalCount":7}"""));
        using var portal = new TestPortal(new Uri(server.Uri, "/some/prefix/"));

        var page = await portal.Portal.ListAsync(PortalQueries.Customers("A&B *"), new PageRequest("c1/=", 50, Count: true), portal.Call());

        Assert.Equal("/some/prefix/api/v1/customers?name=A%26B%20%2A&limit=50&cursor=c1%2F%3D&count=true", server.Requests.Single().Target);
        Assert.Equal((1, "c2", 7L), (page.Items.Count, page.NextCursor, page.TotalCount));
    }

    [Fact]
    public async Task A_page_whose_items_are_null_is_no_page()
    {
        await using var server = new ScriptedServer(Step.Json(200, """{"items":null}"""));
        using var portal = new TestPortal(server.Uri);
        var error = await Assert.ThrowsAsync<TransportException>(() => portal.Portal.ListAsync(PortalQueries.Regions(), default, portal.Call()));
        Assert.Equal("WmpUnexpectedAnswer", error.ErrorId);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task A_name_that_an_address_would_take_as_a_step_reaches_no_other_object(string name)
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Changed));
        using var portal = new TestPortal(server.Uri);
        await Assert.ThrowsAsync<ValidationException>(() => portal.Portal.SendAsync(PortalCommands.RemoveCustomer(name), new ChangeOptions(TestPortal.Key), portal.Call()));
        Assert.Equal(0, server.Attempts);
    }

    [Fact]
    public async Task An_empty_name_does_not_reach_the_list_above_it()
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Changed));
        using var portal = new TestPortal(server.Uri);
        await Assert.ThrowsAsync<ValidationException>(() => portal.Portal.SendAsync(PortalCommands.RemoveCustomer(""), new ChangeOptions(TestPortal.Key), portal.Call()));
        await Assert.ThrowsAsync<ValidationException>(() => portal.Portal.SendAsync(PortalCommands.SetLicenses("", new LicenseUpdate { Licenses = [] }), new ChangeOptions(TestPortal.Key), portal.Call()));
        Assert.Equal(0, server.Attempts);
    }

    [Fact]
    public async Task Names_with_slashes_blanks_and_umlauts_stay_one_segment()
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using var portal = new TestPortal(server.Uri);
        await portal.Portal.GetAsync(PortalLookups.Customer("Müller/Söhne & Co. ?#%"), portal.Call());
        Assert.Equal("/api/v1/customers/M%C3%BCller%2FS%C3%B6hne%20%26%20Co.%20%3F%23%25", server.Requests.Single().Target);
    }

    [Fact]
    public async Task A_tag_goes_along_as_a_header_writes_it_and_no_cookie_does()
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Changed, "Set-Cookie: session=1; Path=/"));
        using var portal = new TestPortal(server.Uri);
        for (var call = 0; call < 2; call++)
            await portal.Portal.SendAsync(PortalCommands.SetCustomer("Contoso", new CustomerUpdate { Name = "X" }), new ChangeOptions(TestPortal.Key, IfMatch: "7"), portal.Call());

        Assert.All(server.Requests, request => Assert.Equal("\"7\"", request.Header("If-Match")));
        Assert.All(server.Requests, request => Assert.Null(request.Header("Cookie")));
        Assert.All(server.Requests, request => Assert.Equal("PATCH", request.Method));
    }

    [Theory]
    [InlineData("""{"code":"RuleViolation","violations":[]}""")]
    [InlineData("""{"code":"RuleViolation","violations":null}""")]
    [InlineData("""{"code":"RuleViolation","violations":[null]}""")]
    [InlineData("""{"code":"RuleViolation","violations":[{"ruleId":"A","severity":"Advice","message":"m","subject":"s"}]}""")]
    [InlineData("""{"code":null,"detail":null,"title":null,"action":null,"requestId":null,"type":null}""")]
    public async Task A_refusal_that_names_no_broken_rule_is_no_rule_violation(string body)
    {
        await using var server = new ScriptedServer(Step.Json(422, body));
        using var portal = new TestPortal(server.Uri);
        Assert.Equal("WmpUnexpectedAnswer", (await Assert.ThrowsAsync<TransportException>(() => portal.ChangeAsync())).ErrorId);
    }

    [Fact]
    public async Task A_finding_with_nulls_in_it_is_a_rule_violation_all_the_same()
    {
        await using var server = new ScriptedServer(Step.Json(422, """{"code":"RuleViolation","violations":[{"ruleId":"A","severity":"Error","message":null,"subject":null,"action":null,"source":null}]}"""));
        using var portal = new TestPortal(server.Uri);
        Assert.Equal("A", (await Assert.ThrowsAsync<RuleViolationException>(() => portal.ChangeAsync())).RuleId);
    }

    [Fact]
    public async Task Whatever_a_body_holds_the_error_is_one_of_the_modules()
    {
        var chance = new Random(20200201);
        var bodies = Enumerable.Range(0, 150).Select(_ => Mutated(TestPortal.Changed, chance)).Append(new string('[', 100_000)).ToList();
        await using var server = new ScriptedServer([.. bodies.Select((body, index) => Step.Json(index % 3 == 0 ? 200 : index % 3 == 1 ? 404 : 422, body))]);
        using var portal = new TestPortal(server.Uri);

        foreach (var _ in bodies)
        {
            var error = await Record.ExceptionAsync(() => portal.ChangeAsync());
            Assert.True(error is null or WildixPbxException, error?.ToString());
        }
    }

    static string Mutated(string text, Random chance)
    {
        const string Signs = "{}[]\":,0e-null\\u";
        var result = new StringBuilder(text);
        for (var count = chance.Next(1, 5); count > 0; count--) result[chance.Next(result.Length)] = Signs[chance.Next(Signs.Length)];
        return result.ToString(0, chance.Next(1, result.Length + 1));
    }
}
