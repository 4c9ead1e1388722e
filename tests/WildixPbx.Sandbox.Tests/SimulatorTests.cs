using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

/// <summary>The simulators of boxes, by a bare client as others have written for real ones.</summary>
public sealed class SimulatorTests(SandboxFixture fixture)
{
    [Fact]
    public async Task Paths_in_any_case_tokens_in_header_and_query_and_the_envelopes_of_real_boxes_are_served()
    {
        var (_, box) = await StartAsync(new { userCount = 3 });
        using var client = new BoxClient(box);
        Assert.Equal("7.09.59000.12", (string?)(await client.GetAsync("/api/v1/PBX/version/")).Json!["result"]!["version"]);
        Assert.Equal(200, (await client.GetAsync("/api/v1/pbx/VERSION")).Status);
        Assert.Equal(200, (await client.GetAsync("/api/v1/PBX/version?token=" + (string)box["token"]!, login: "")).Status);
        Assert.Equal(401, (await client.GetAsync("/api/v1/PBX/version", login: "")).Status);

        var users = (await client.GetAsync("/api/v1/pbx/colleagues?count=2&fields=id,extension")).Json!;
        Assert.Equal("result", (string?)users["type"]);
        Assert.Equal((3, 2), ((int?)users["result"]!["total"], users["result"]!["records"]!.AsArray().Count));
        var first = users["result"]!["records"]![0]!.AsObject();
        Assert.Equal(["extension", "id"], first.Select(member => member.Key).Order());
        Assert.Equal("101", (string?)first["extension"]);
        Assert.Equal(2, (await client.GetAsync("/api/v1/PBX/Colleagues?filter[extension][]=101&filter[extension][]=102")).Json!["result"]!["records"]!.AsArray().Count);
        Assert.Equal("essential", (string?)(await client.GetAsync($"/api/v1/Colleagues/{first["id"]}/")).Json!["result"]!["licenseType"]);

        var missing = await client.GetAsync("/api/v1/PBX/nothing");
        Assert.Equal((404, "404 Not Found", 404), (missing.Status, (string?)missing.Json!["reason"], (int?)missing.Json["code"]));
        var record = await client.GetAsync("/api/v1/Colleagues/999999");
        Assert.Equal((404, "Not found"), (record.Status, record.Text));
    }

    [Fact]
    public async Task A_token_of_another_box_is_refused_and_the_company_key_is_not()
    {
        var (_, one) = await StartAsync();
        var (_, other) = await StartAsync();
        using var client = new BoxClient(one);
        Assert.Equal(401, (await client.GetAsync("/api/v1/PBX/version", "Bearer " + (string)other["token"]!)).Status);
        Assert.Equal((string?)one["companyKey"], (string?)other["companyKey"]);
        Assert.Matches("^wsk-v1-[A-Za-z0-9]{93}$", (string?)one["companyKey"]);
        Assert.Equal(200, (await client.GetAsync("/api/v1/PBX/version", "Bearer " + (string)other["companyKey"]!)).Status);
    }

    [Theory]
    [InlineData("list", 300, 200)]
    [InlineData("object", 60, 200)] // as other ports of the official client write them
    [InlineData("list", 301, 401)]
    [InlineData("list", -1, 401)]
    [InlineData("other host", 300, 401)]
    public async Task A_signature_is_taken_in_both_forms_and_refused_when_it_is_too_old_too_long_or_of_something_else(string form, int life, int status)
    {
        var (_, box) = await StartAsync();
        using var client = new BoxClient(box);
        var signedHost = form == "other host" ? "elsewhere" : "127.0.0.1";
        var canonical = $"GET/api/v1/PBX/Colleagueshost:{signedHost};x-app-id:{box["s2SApplicationId"]};count:1;filter:extension:0:101;;;";
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var names = form == "object" ? """{"0":"Host","1":"X-APP-ID"}""" : """["Host","X-APP-ID"]""";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var claims = $$$"""{"iss":"t","iat":{{{now}}},"exp":{{{now + life}}},"sign":{"alg":"sha256","headers":{{{names}}},"hash":"{{{hash}}}"}}""";
        var content = Encode("""{"typ":"JWT","alg":"HS256"}"""u8) + "." + Encode(Encoding.UTF8.GetBytes(claims));
        var token = content + "." + Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes((string)box["s2SSecret"]!), Encoding.UTF8.GetBytes(content)));
        var answer = await client.GetAsync("/api/v1/PBX/Colleagues?filter%5Bextension%5D%5B0%5D=101&count=1", "Bearer " + token, request =>
        {
            request.Headers.Host = "127.0.0.1";
            request.Headers.Add("X-APP-ID", (string)box["s2SApplicationId"]!);
        });
        Assert.Equal(status, answer.Status);

        static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    [Fact]
    public async Task Every_box_of_a_network_lists_its_users_and_a_change_on_one_is_seen_on_the_other()
    {
        var customer = await fixture.Partner.NewCustomerAsync();
        var (first, a) = await StartAsync(new { userCount = 2 }, customer);
        var (second, b) = await StartAsync(new { userCount = 1 }, customer);
        using (var alone = new BoxClient(a)) Assert.Equal(2, (int?)(await alone.GetAsync("/api/v1/PBX/Colleagues")).Json!["result"]!["total"]);
        foreach (var pbx in (string[])[first, second]) (await fixture.Partner.ChangeAsync("PUT", $"pbxs/{pbx}/network", null)).Expect(200);

        using var one = new BoxClient(a);
        using var other = new BoxClient(b);
        var users = (await one.GetAsync("/api/v1/PBX/Colleagues")).Json!["result"]!["records"]!.AsArray();
        Assert.Equal(3, users.Count);
        Assert.Equal(2, users.Select(user => (string?)user!["pbx"]).Distinct().Count());
        var id = (string)users[0]!["id"]!;
        Assert.Equal(200, (await other.SendAsync("PUT", $"/api/v1/pbx/colleagues/{id}", """{"licenseType":"business"}""")).Status);
        Assert.Equal("business", (string?)(await one.GetAsync($"/api/v1/Colleagues/{id}")).Json!["result"]!["licenseType"]);
        Assert.Equal(500, (await one.SendAsync("POST", "/api/v1/PBX/Colleagues/", """{"name":"New"}""")).Status); // as real ones do
    }

    [Fact]
    public async Task Only_a_manager_brings_a_simulator_up_and_what_it_answers_is_kept_nowhere()
    {
        var pbx = (await fixture.Partner.NewPbxAsync()).Id();
        Assert.Equal(403, (await fixture.Partner.ChangeAsync("PUT", $"sandbox/boxes/{pbx}", new { })).Status);
        Assert.Equal(400, (await fixture.Manager.ChangeAsync("PUT", $"sandbox/boxes/{pbx}", new { behaviors = new[] { "Explode" } })).Status);
        Assert.Equal(404, (await fixture.Manager.ChangeAsync("PUT", "sandbox/boxes/no-such-pbx", new { })).Status);
        var first = (await fixture.Manager.ChangeAsync("PUT", $"sandbox/boxes/{pbx}", new { }, key: "one")).Expect(200);
        var again = (await fixture.Manager.ChangeAsync("PUT", $"sandbox/boxes/{pbx}", new { behaviors = new[] { "Hang" } }, key: "one")).Expect(200);
        Assert.Equal((true, false), ((bool)first["changed"], (bool)again["changed"]));
        Assert.Equal((string?)first["resource"]["uri"], (string?)again["resource"]["uri"]);
        Assert.Contains((await fixture.Manager.AllAsync("sandbox/boxes")), box => (string?)box["pbxId"] == pbx);
        (await fixture.Manager.DeleteAsync($"sandbox/boxes/{pbx}")).Expect(200);
        Assert.Equal(404, (await fixture.Manager.DeleteAsync($"sandbox/boxes/{pbx}")).Status);
    }

    async Task<(string Pbx, JsonNode Box)> StartAsync(object? settings = null, string? customer = null)
    {
        var pbx = (await fixture.Partner.NewPbxAsync(customer: customer)).Id();
        return (pbx, (await fixture.Manager.ChangeAsync("PUT", $"sandbox/boxes/{pbx}", settings ?? new { })).Expect(200)["resource"]);
    }
}
