using System.Text;

namespace WildixPbx.Sandbox.Tests;

public class BadRequestTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Theory]
    [InlineData("", "no valid JSON")]
    [InlineData("{", "line 1")]
    [InlineData("{\n\"name\": oops}", "line 2")]
    [InlineData("[]", "no JSON object")]
    [InlineData("null", "no JSON object")]
    [InlineData("{}", "'name'")]
    [InlineData("""{"name":"x","nam":"y"}""", "'nam'")]
    [InlineData("""{"Name":"x"}""", "'Name'")]
    [InlineData("""{"name":1}""", "'name'")]
    [InlineData("""{"name":null}""", "'name'")]
    [InlineData("""{"name":"x","noClobber":"true"}""", "'noClobber'")]
    [InlineData("""{"name":"x","name":"y"}""", "name")]
    [InlineData("""{"name":"x"} {}""", "no valid JSON")]
    public async Task A_body_that_can_not_be_read_says_what_and_where(string body, string what)
    {
        var reply = (await _partner.PostAsync("customers", body)).ExpectProblem(400, "InvalidRequest");
        Assert.Contains(what, (string)reply["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("platform", "\"Clod\"", "Cloud, Virtual, Hardware")]
    [InlineData("platform", "0", "Cloud, Virtual, Hardware")]
    [InlineData("platform", "\"Cloud, Virtual\"", "Cloud, Virtual, Hardware")]
    [InlineData("term", "\"yearly\"", "Monthly, Yearly, FiveYears, Lifetime")]
    [InlineData("storageGB", "\"10\"", "a whole number")]
    [InlineData("storageGB", "1e20", "a whole number")]
    [InlineData("maximumFee", "\"1\"", "a number")]
    [InlineData("licenses", "[]", "an object")]
    public async Task A_member_that_can_not_be_read_says_what_it_takes(string member, string value, string accepted)
    {
        var body = Estate.PbxBody("x");
        body[member] = System.Text.Json.Nodes.JsonNode.Parse(value);
        var reply = (await _partner.PostAsync("pbxs", body.ToJsonString())).ExpectProblem(400, "InvalidRequest");
        Assert.Contains($"'{member}'", (string)reply["detail"]!, StringComparison.Ordinal);
        Assert.Contains(accepted, (string)reply["action"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "customers") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"name":"x"}""")) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("Idempotency-Key", Estate.Name("key"));
        (await _partner.SendAsync(request)).ExpectProblem(415, "InvalidRequest");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
        => (await _partner.PostAsync("customers", new { name = new string('x', 2_000_000) })).ExpectProblem(413, "InvalidRequest");

    [Fact]
    public async Task A_body_where_none_is_taken_is_refused()
        => (await _partner.ChangeAsync("POST", "requests/req_x/withdrawal", new { reason = "x" })).ExpectProblem(400, "InvalidRequest");

    [Theory]
    [InlineData("GET", "none-such", 404)]
    [InlineData("GET", "pbxs/", 404)]
    [InlineData("GET", "pbxs//", 404)]
    [InlineData("GET", "pbxs/x/none", 404)]
    [InlineData("PUT", "pbxs", 405)]
    [InlineData("DELETE", "pbxs/x", 405)]
    [InlineData("POST", "health", 405)]
    public async Task An_unknown_route_or_method_is_a_problem_document_too(string method, string path, int status)
    {
        var reply = (await _partner.ChangeAsync(method, path, null)).ExpectProblem(status, status == 404 ? "NotFound" : "InvalidRequest");
        if (status == 405) Assert.NotEqual("", reply.Headers["Allow"]);
    }

    [Fact]
    public async Task A_path_outside_the_base_is_not_found()
        => (await _partner.GetAsync("/nothing")).ExpectProblem(404, "NotFound");

    [Theory]
    [InlineData("pbxs/none", "Get-WmpPbx ")]
    [InlineData("customers/none", "Get-WmpCustomer ")]
    [InlineData("contacts/con_none", "Get-WmpContact ")]
    [InlineData("hardware-orders/ord_none", "Get-WmpHardwareOrder ")]
    [InlineData("requests/req_none", "Get-WmpRequest ")]
    public async Task What_is_not_there_is_not_found_and_named_with_what_lists_its_kind(string path, string lister)
    {
        var problem = (await _partner.GetAsync(path)).ExpectProblem(404, "NotFound");
        Assert.Contains(path.Split('/')[1], (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains(lister, (string)problem["action"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("99999999999999999999")]
    [InlineData("many")]
    public async Task A_limit_that_is_none_is_refused_with_one_and_the_same_range(string limit)
        => Assert.Equal("Accepted: a whole number from 1 to 1000.", (string)(await _partner.GetAsync("pbxs?limit=" + limit)).ExpectProblem(400, "InvalidRequest")["action"]!);

    [Fact]
    public async Task A_pbx_of_a_customer_that_is_not_there_is_not_found()
        => (await _partner.PostAsync("pbxs", Estate.PbxBody("no such customer"))).ExpectProblem(404, "NotFound");

    [Theory]
    [InlineData("""{"item":"WPBX-XX","quantity":1}""", "WPBX-HW")]
    [InlineData("""{"item":"WPBX-HW","quantity":0}""", "1 to 1000")]
    [InlineData("""{"item":"WPBX-HW","quantity":1001}""", "1 to 1000")]
    public async Task Hardware_that_can_not_be_bought_is_refused_with_what_can(string body, string action)
        => Assert.Contains(action, (string)(await _partner.PostAsync("hardware-orders", body)).ExpectProblem(400, "InvalidRequest")["action"]!, StringComparison.Ordinal);

    [Fact]
    public async Task Hardware_dearer_than_the_maximum_is_refused_by_the_rule()
    {
        var reply = (await _partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 2, maximumFee = 899.99m })).ExpectProblem(422, "RuleViolation");
        Assert.Equal(["FeeAboveMaximum"], reply.RuleIds);
        Assert.Equal(900m, (decimal)(await _partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 2, maximumFee = 900 })).Expect(201)["fee"]["amount"]!);
    }

    [Fact]
    public async Task A_sane_request_id_is_taken_and_another_replaced()
    {
        using var sane = new HttpRequestMessage(HttpMethod.Get, "portal");
        sane.Headers.Add("X-Request-Id", "my-id_1.2");
        Assert.Equal("my-id_1.2", (await _partner.SendAsync(sane)).Headers["X-Request-Id"]);
        using var insane = new HttpRequestMessage(HttpMethod.Get, "portal");
        insane.Headers.TryAddWithoutValidation("X-Request-Id", "a b<script>");
        Assert.StartsWith("req-", (await _partner.SendAsync(insane)).Headers["X-Request-Id"], StringComparison.Ordinal);
    }
}
