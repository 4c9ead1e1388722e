using WildixPbx.Boxes;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>The forms in which boxes answer, and what each of their errors becomes.</summary>
public sealed class BoxAnswerTests
{
    [Theory]
    [InlineData("""{"type":"result","result":{"version":"4.03.44693.48"}}""")]
    [InlineData("""{"type":"result","result":{"wmsVersion":"WMS 4.03.44693.48 stable"}}""")]
    [InlineData("""{"type":"result","result":"4.03.44693.48"}""")]
    [InlineData("""{"version":"4.03.44693.48"}""")]
    public async Task A_version_is_read_from_every_form(string body)
    {
        await using var server = new ScriptedServer(Step.Json(200, body));
        using var box = new TestBox(server.Uri);
        Assert.Equal("4.03.44693.48", (await box.InfoAsync()).WmsVersion!.ToString());
        Assert.Equal("/api/v1/PBX/version/", server.Requests.Single().Target);
    }

    [Fact]
    public async Task A_version_under_another_name_is_found_with_a_field_map_and_the_answer_is_passed_on_raw()
    {
        await using var server = new ScriptedServer(Step.Json(200, """{"type":"result","result":{"sw":{"release":"5.01.1.2"},"n":3,"f":[true,null]}}"""));
        var fields = BoxFields.With([new("version", ["sw.release"])]);
        using var box = new TestBox(server.Uri, settings => settings with { Fields = fields });
        var info = await box.InfoAsync();
        Assert.Equal("5.01.1.2", info.WmsVersion!.ToString());
        var raw = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(info.Raw["version"]);
        Assert.Equal(3L, raw["n"]);
        Assert.Equal([true, null], Assert.IsType<object?[]>(raw["f"]));
    }

    [Theory] // 2026-03-24T08:30:00Z in the forms that a box may have
    [InlineData("1774341000", true)]
    [InlineData("\"1774341000\"", true)]
    [InlineData("1774341000000", true)]
    [InlineData("\"2026-03-24 08:30:00\"", true)]
    [InlineData("\"2026-03-24T10:30:00+02:00\"", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("\"\"", false)]
    [InlineData("\"24.03.2026\"", false)] // nobody can tell day from month in such
    [InlineData("\"never\"", false)]
    [InlineData("1e300", false)]
    [InlineData("{\"on\":1}", false)]
    [InlineData("true", false)]
    public async Task A_last_renewal_is_read_in_the_forms_of_a_moment_and_in_no_other(string value, bool isRead)
    {
        await using var server = new ScriptedServer(Step.Json(200, """{"result":{"version":"4.03.1.1"}}"""), Step.Json(200, $$$"""{"result":{"lastRenewal":{{{value}}},"licensing":"Per User","model":"wpbx-cloud","status":"odd"}}"""));
        using var box = new TestBox(server.Uri);
        var info = await box.InfoAsync(PbxInfoParts.License);
        Assert.Equal(isRead ? new DateTimeOffset(2026, 3, 24, 8, 30, 0, TimeSpan.Zero) : null, info.LastRenewal);
        Assert.Equal((Licensing.PerUser, Platform.Cloud, "odd"), (info.Licensing, info.Platform, info.LicenseState));
        Assert.True(info.License!.ContainsKey("lastRenewal")); // and it is passed on as it came
    }

    [Theory]
    [InlineData("""{"type":"result","result":{"total":2,"records":[{"id":"7","licenseType":"basic","sipPassword":"s3cret"},{"id":8}]}}""", null)]
    [InlineData("""{"type":"result","result":{"records":[{"id":"7","licenseType":"basic"},{"id":8}]}}""", 2)]
    [InlineData("""{"type":"result","result":[{"id":"7","licenseType":"basic"},{"id":8}]}""", 2)]
    [InlineData("""[{"id":"7","licenseType":"basic"},{"id":8}]""", 2)]
    public async Task A_list_is_read_from_every_form_and_goes_on_where_its_end_is_not_known(string body, int? next)
    {
        await using var server = new ScriptedServer(Step.Json(200, body));
        using var box = new TestBox(server.Uri);
        var page = await box.UsersAsync();
        Assert.Equal(["7", "8"], page.Users.Select(user => user.UserId));
        Assert.Equal("PBX-BASIC", page.Users[0].Profile);
        Assert.Equal(next, page.Next);
        Assert.Contains("fields=id%2Cname%2Cextension%2ClicenseType%2Cpbx", server.Requests.Single().Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"result","result":[]}""")]
    [InlineData("""{"type":"result","result":{"total":"0","records":[]}}""")]
    [InlineData("""{"type":"result","result":{}}""")]
    public async Task An_empty_list_is_an_end(string body)
    {
        await using var server = new ScriptedServer(Step.Json(200, body));
        using var box = new TestBox(server.Uri);
        var page = await box.UsersAsync();
        Assert.Empty(page.Users);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task A_box_that_caps_its_pages_and_says_no_total_is_not_cut_off()
    {
        var records = string.Join(",", Enumerable.Range(1, 100).Select(id => $$"""{"id":"{{id}}"}"""));
        await using var server = new ScriptedServer(Step.Json(200, """{"type":"result","result":{"records":[""" + records + "]}}"));
        using var box = new TestBox(server.Uri);
        Assert.Equal(100, (await box.UsersAsync()).Next);
    }

    public static TheoryData<int, string, string, string> Errors => new()
    {
        { 200, """{"type":"error","reason":"no licence left"}""", "WmpPbxRefused", "no licence left" },
        { 200, """{"type":"error","errors":[{"message":"a"},{"message":"b"}]}""", "WmpPbxRefused", "a; b" },
        { 200, "<html>Log in</html>", "WmpUnexpectedAnswer", "Log in" },
        { 200, """{"type":"result","result":""", "WmpUnexpectedAnswer", "no answer of a PBX" },
        { 400, """{"type":"error","reason":"filter"}""", "WmpInvalidRequest", "filter" },
        { 401, "", "WmpAuthenticationFailed", "belongs to another PBX" },
        { 403, "", "WmpAccessDenied", "403" },
        { 404, """{"type":"error","reason":"404 Not Found","code":404}""", "WmpRouteNotFound", "no such route" },
        { 404, "Not found", "WmpNotFound", "no such record" },
        { 500, "oops", "WmpPbxFailed", "500" },
        { 503, "", "WmpPbxUnavailable", "restarts" },
        { 302, "", "WmpRedirected", "The login was not sent there" },
    };

    [Theory, MemberData(nameof(Errors))]
    public async Task Every_refusal_is_a_typed_error_that_says_what_the_box_said(int status, string body, string id, string says)
    {
        await using var server = new ScriptedServer(Step.Body(status, "text/plain", body));
        using var box = new TestBox(server.Uri, settings => settings with { MaximumRetryCount = 0 });
        var error = await Assert.ThrowsAnyAsync<WildixPbxException>(() => box.UsersAsync());
        Assert.Equal(id, error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.Equal(status, error.StatusCode);
    }

    [Fact]
    public async Task A_401_names_its_three_causes()
    {
        await using var server = new ScriptedServer(Step.Body(401, "text/plain", ""));
        using var box = new TestBox(server.Uri);
        var error = await Assert.ThrowsAsync<AuthenticationException>(() => box.InfoAsync());
        foreach (var cause in (string[])["expired", "another PBX", "7.09"]) Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests); // no repetition makes a login good
    }

    [Fact]
    public async Task Parts_that_a_login_is_not_good_for_are_left_out_and_named()
    {
        await using var server = new ScriptedServer(
            Step.Json(200, """{"type":"result","result":{"version":"7.09.1.1"}}"""),
            Step.Json(403, """{"type":"error","reason":"scope"}"""),
            Step.Json(200, """{"type":"result","result":[]}"""));
        using var box = new TestBox(server.Uri);
        var info = await box.InfoAsync(PbxInfoParts.All);
        Assert.Null(info.License);
        Assert.Empty(info.Network!);
        Assert.StartsWith("License: ", Assert.Single(info.Unavailable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_a_box_echoes_is_in_no_message_and_no_report()
    {
        await using var server = new ScriptedServer(Step.Json(500, $$"""{"type":"error","reason":"bad token {{TestBox.Token}}"}"""));
        using var box = new TestBox(server.Uri, settings => settings with { MaximumRetryCount = 0 });
        var error = await Assert.ThrowsAnyAsync<WildixPbxException>(() => box.InfoAsync());
        Assert.DoesNotContain(TestBox.Token, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(box.Reports, report => (report + report.ResponseBody).Contains(TestBox.Token, StringComparison.Ordinal));
        Assert.Equal("Bearer " + TestBox.Token, server.Requests.Single().Header("Authorization"));
    }

    [Theory]
    [InlineData("key wsk-v1-Abc123Def456Ghi789 was refused", "key wsk-v1-*** was refused")]
    [InlineData("simple access_9f8e7d6c5b4a3210 expired", "simple access_*** expired")]
    [InlineData("the field access_token and access_rights", "the field access_token and access_rights")]
    public void A_token_that_nobody_registered_is_known_by_how_it_begins(string text, string redacted)
        => Assert.Equal(redacted, new WildixPbx.Engine.Redaction.Redactor().Redact(text));
}
