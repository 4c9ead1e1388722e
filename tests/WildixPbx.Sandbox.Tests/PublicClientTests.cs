using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

/// <summary>
/// The simulators of boxes, asked as public clients of real boxes ask them: their paths, encodings and order of calls. Each
/// test would fail where such a client would.
/// </summary>
public sealed class PublicClientTests(SandboxFixture fixture)
{
    const string Tokens = "/api/v1/PBX/Applications/SimpleToken/";
    const string Form = "application/x-www-form-urlencoded";

    [Fact]
    public async Task Whose_login_it_is_can_be_looked_up_by_its_id_on_every_box()
    {
        // On all boxes but the first, this id was nobody's.
        foreach (var box in (JsonNode[])[await StartAsync(), await StartAsync()])
        {
            using var client = new BoxClient(box);
            var me = (await client.GetAsync("/api/v1/personal/info")).Json!["result"]!;
            Assert.Equal("admin", (string?)(await client.GetAsync($"/api/v1/Colleagues/{me["id"]}")).Json!["result"]!["login"]);
            var users = (await client.GetAsync("/api/v1/PBX/Colleagues?fields=id")).Json!["result"]!["records"]!.AsArray();
            Assert.DoesNotContain((string?)me["id"], users.Select(user => (string?)user!["id"]));
        }
    }

    [Fact]
    public async Task A_token_makes_its_successor_which_removes_it()
    {
        var box = await StartAsync();
        using var client = new BoxClient(box);
        var old = (await client.GetAsync(Tokens)).Json!["result"]!["records"]![0]!;
        Assert.Equal((string?)box["token"], (string?)old["secret"]);
        Assert.True(long.Parse((string)old["expireTime"]!, System.Globalization.CultureInfo.InvariantCulture) > DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.Equal(200, (await client.SendAsync("PUT", $"{Tokens}{old["id"]}/", """{"name":"BackupOLD"}""")).Status);
        var ahead = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeSeconds();
        var id = (string?)(await client.SendAsync("POST", Tokens, $$"""{"name":"Backup","pbxUser":"admin","expireTime":{{ahead}}}""")).Json!["result"]!["id"];

        var records = (await client.GetAsync(Tokens)).Json!["result"]!["records"]!.AsArray();
        Assert.Equal(["BackupOLD", "Backup"], records.Select(record => (string?)record!["name"])); // in the order in which they were made
        Assert.Equal((id, ahead.ToString(System.Globalization.CultureInfo.InvariantCulture)), ((string?)records[1]!["id"], (string?)records[1]!["expireTime"]));
        var successor = "Bearer " + (string)records[1]!["secret"]!;
        Assert.StartsWith("Bearer access_", successor, StringComparison.Ordinal);
        Assert.Equal(200, (await client.SendAsync("DELETE", $"{Tokens}{old["id"]}/", null, successor)).Status);
        Assert.Equal(401, (await client.GetAsync("/api/v1/PBX/version")).Status);
        Assert.Equal(200, (await client.GetAsync("/api/v1/PBX/version", successor)).Status);
        Assert.Equal(404, (await client.GetAsync($"{Tokens}{old["id"]}", successor)).Status);
    }

    [Theory]
    [InlineData("simpletoken", """{"name":"n","pbxUser":"101"}""", 500)]
    [InlineData("simpletoken", """{"name":"n","pbxUser":"101","expireTime":1}""", 400)]
    [InlineData("oauth2", """{"name":"n","redirectUris":["https://localhost/callback"],"expireTime":4102444800}""", 200)]
    [InlineData("s2s", """{"name":"n","permissions":["pbx:read"]}""", 200)]
    public async Task Applications_are_made_changed_and_removed_and_what_lacks_something_is_refused(string kind, string body, int status)
    {
        var box = await StartAsync();
        using var client = new BoxClient(box);
        var made = await client.SendAsync("POST", "/api/v1/pbx/applications/" + kind, body);
        Assert.Equal(status, made.Status);
        if (status != 200) return;
        var path = $"/api/v1/pbx/applications/{kind}/{made.Json!["result"]!["id"]}";
        Assert.Equal(200, (await client.SendAsync("PUT", path, """{"name":"m","redirectUri":["https://localhost/two"]}""")).Status);
        var record = (await client.GetAsync(path)).Json!["result"]!;
        Assert.Equal("m", (string?)record["name"]);
        if (kind == "oauth2") Assert.Equal("https://localhost/two", (string?)record["redirectUris"]![0]);
        else Assert.Equal(200, (await client.GetAsync("/api/v1/PBX/version", "Bearer " + Signed(record), request => request.Headers.Add("X-APP-ID", (string)record["id"]!))).Status);
        Assert.Equal(200, (await client.SendAsync("DELETE", path, "{}")).Status); // one client sends a body with it
        Assert.Equal(404, (await client.SendAsync("DELETE", path, null)).Status);
    }

    [Fact]
    public async Task A_user_is_written_by_form_json_and_query_and_read_back_whole()
    {
        var box = await StartAsync();
        using var client = new BoxClient(box);
        var made = await client.SendAsync("POST", "/api/v1/PBX/Colleagues/", "name=Zo%C3%AB+%2F+%C3%9C&email=z%40a.example&extension=900&role=user&licenseType=essential&dialplan=sales&department=a%3Bb%3Ac", type: Form);
        var path = $"/api/v1/PBX/Colleagues/{made.Json!["result"]!["id"]}";
        Assert.Equal(200, (await client.SendAsync("PUT", path + "/", """{"mobilePhone":"+39 040 1","password":"secret-of-nobody"}""")).Status);
        Assert.Equal(200, (await client.SendAsync("PUT", path.ToLowerInvariant() + "?licenseType=basic", null)).Status);
        var answer = await client.GetAsync(path.Replace("/PBX", "", StringComparison.Ordinal));
        Assert.DoesNotContain("secret-of-nobody", answer.Text, StringComparison.Ordinal);
        var user = answer.Json!["result"]!;
        Assert.Equal(("Zoë / Ü", "sales", "a;b:c"), ((string?)user["name"], (string?)user["dialplan"], (string?)user["department"]));
        Assert.Equal(("+39 040 1", "basic", "900"), ((string?)user["mobilePhone"], (string?)user["licenseType"], (string?)user["login"]));
        foreach (var member in (string[])["officePhone", "faxNumber", "pbxDn", "groupDn", "groupName", "picture", "sourceId", "jid"]) Assert.NotNull(user[member]);

        // Some clients read a list that is sorted by id from its end, to find what they have made.
        Assert.Equal((string?)user["id"], (string?)(await client.GetAsync("/api/v1/Colleagues?sort=id&dir=DESC&count=1&fields=id, name")).Json!["result"]!["records"]![0]!["id"]);
    }

    [Fact]
    public async Task Users_are_removed_all_that_are_named_or_none()
    {
        using var client = new BoxClient(await StartAsync(new { userCount = 3 }));
        var ids = (await client.GetAsync("/api/v1/PBX/Colleagues?fields=id")).Json!["result"]!["records"]!.AsArray().Select(user => (string)user!["id"]!).ToArray();
        Assert.Equal(200, (await client.SendAsync("PUT", $"/api/v1/PBX/Colleagues/{ids[0]}/preferences", $$"""{"from":{{ids[1]}}}""")).Status);
        Assert.Equal(404, (await client.SendAsync("DELETE", $"/api/v1/PBX/Colleagues/{ids[0]},999999/?deletePersonData=0", null)).Status);
        Assert.Equal(200, (await client.SendAsync("DELETE", $"/api/v1/PBX/Colleagues/{ids[0]},{ids[1]}/?deletePersonData=0", null)).Status);
        Assert.Equal(1, (int?)(await client.GetAsync("/api/v1/PBX/Colleagues")).Json!["result"]!["total"]);
    }

    [Theory]
    [InlineData("PBX/candidates", """{"total":0,"records":[]}""")]
    [InlineData("PBX/Users/Sip/Registrations", "[]")] // an empty map, as PHP writes it
    [InlineData("PBX/Users/101,102/Sip/Registrations", "[]")]
    [InlineData("Dictionaries?items=licenses", "[]")]
    public async Task What_a_box_has_none_of_is_answered_as_empty_and_not_as_a_missing_route(string path, string result)
    {
        using var client = new BoxClient(await StartAsync());
        Assert.Equal(result, (await client.GetAsync("/api/v1/" + path)).Json!["result"]!.ToJsonString());
    }

    [Fact]
    public async Task Settings_are_read_as_they_were_written_and_a_backup_is_asked_for_with_two_logins()
    {
        var box = await StartAsync();
        using var client = new BoxClient(box);
        foreach (var path in (string[])["PBX/settings", "pbx/settings/smtp", "PBX/settings/httpProxy/", "PBX/Upgrade/Settings"]) Assert.Equal(200, (await client.GetAsync("/api/v1/" + path)).Status);
        Assert.Equal(200, (await client.SendAsync("PUT", "/api/v1/PBX/settings/ntp", """{"ntpServer":"ntp.a.example"}""")).Status);
        Assert.Equal("ntp.a.example", (string?)(await client.GetAsync("/api/v1/pbx/Settings/NTP/")).Json!["result"]!["ntpServer"]);
        var test = (await client.SendAsync("POST", "/api/v1/PBX/settings/smtp/test", """{"email":"a@a.example"}""")).Json!["result"]!["id"];
        Assert.Equal(200, (await client.GetAsync($"/api/v1/PBX/settings/smtp/test/status/{test}/")).Status);

        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + (string)box["adminPassword"]!));
        Assert.Equal(200, (await client.SendAsync("POST", "/api/v1/pbx/settings/backups?token=" + (string)box["token"]!, null, basic)).Status);
    }

    // As the official client signs a read of the version, for an application with an id and a secret.
    static string Signed(JsonNode application)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"GET/api/v1/PBX/versionx-app-id:{application["id"]};")));
        var content = Encode("""{"typ":"JWT","alg":"HS256"}"""u8) + "." + Encode(Encoding.UTF8.GetBytes($$$"""{"iss":"t","iat":{{{now}}},"exp":{{{now + 60}}},"sign":{"alg":"sha256","headers":["X-APP-ID"],"hash":"{{{hash}}}"}}"""));
        return content + "." + Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes((string)application["secret"]!), Encoding.UTF8.GetBytes(content)));

        static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    async Task<JsonNode> StartAsync(object? settings = null)
        => (await fixture.Manager.ChangeAsync("PUT", $"sandbox/boxes/{(await fixture.Partner.NewPbxAsync()).Id()}", settings ?? new { })).Expect(200)["resource"];
}
