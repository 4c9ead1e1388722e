using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class PbxMoveTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_new_name_finds_the_PBX_and_its_requests_show_it()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var request = (string)(await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 1)))).Expect(202)["requestId"]!;
        var name = Estate.Name("pbx");
        var reply = (await RenameAsync(pbx, name.ToUpperInvariant() + ".wildixin.com")).Expect(200);
        Assert.Equal(name, (string)reply["resource"]["name"]!);
        Assert.Equal(pbx.Id(), (await _partner.GetAsync("pbxs/" + name)).Expect(200)["id"].GetValue<string>());
        (await _partner.GetAsync("pbxs/" + (string)pbx["name"]!)).Expect(404);
        Assert.Equal(name, (string)(await _partner.GetAsync("requests/" + request))["pbx"]!);
        Assert.False((bool)(await RenameAsync(pbx, name)).Expect(200)["changed"]!);
        Assert.Equal(2, (await _partner.AllAsync($"audit-events")).Count(one => (string)one["action"]! == "PbxRenamed" && (string?)one["pbxId"] == pbx.Id()));
    }

    [Fact]
    public async Task A_name_that_is_none_or_is_taken_is_refused()
    {
        var (one, other) = (await _partner.NewPbxAsync(), await _partner.NewPbxAsync());
        Assert.Equal(["PbxNameTaken"], (await RenameAsync(one, (string)other["name"]!)).Expect(422).RuleIds);
        Assert.Equal(["PbxNameInvalid"], (await RenameAsync(one, "-no-label-")).Expect(422).RuleIds);
        Assert.Equal(["PbxNameInvalid"], (await RenameAsync(one, "")).Expect(422).RuleIds);
    }

    [Fact]
    public async Task A_moved_PBX_takes_its_pending_requests_along_and_both_customers_count_it()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var request = (string)(await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 1)))).Expect(202)["requestId"]!;
        var target = await _partner.NewCustomerAsync();
        var moved = (await MoveAsync(pbx, target)).Expect(200)["resource"];
        Assert.Equal(target, (string)moved["customerId"]!);
        Assert.Equal(0, (int)(await _partner.GetAsync("customers/" + (string)pbx["customerId"]!))["pbxCount"]!);
        Assert.Equal(1, (int)(await _partner.GetAsync("customers/" + target))["pbxCount"]!);
        Assert.Equal((string)moved["customer"]!, (string)(await _partner.GetAsync("requests/" + request))["customer"]!);
        Assert.False((bool)(await MoveAsync(pbx, target)).Expect(200)["changed"]!);
        (await _partner.DeleteAsync("customers/" + (string)pbx["customerId"]!)).Expect(200);
    }

    [Fact]
    public async Task A_customer_without_a_contact_or_unknown_gets_no_PBX()
    {
        var pbx = await _partner.NewPbxAsync();
        var bare = (await _partner.PostAsync("customers", new { name = Estate.Name("bare") })).Expect(201)["resource"].Id();
        Assert.Equal(["CustomerContactRequired"], (await MoveAsync(pbx, bare)).Expect(422).RuleIds);
        (await MoveAsync(pbx, "cus_none")).ExpectProblem(404, "NotFound");
    }

    [Fact]
    public async Task A_second_licensed_PBX_can_not_be_moved_to_a_customer_from_2022_on()
    {
        await using var own = await SandboxProcess.StartAsync(null, "--rule-set", "2022-04");
        var (one, other) = (await own.Partner.NewLicensedPbxAsync(), await own.Partner.NewLicensedPbxAsync());
        var path = $"pbxs/{one.Id()}/customer";
        Assert.Equal(["OneLicensedPbxPerCustomer"], (await own.Partner.ChangeAsync("PUT", path, new { customer = (string)other["customerId"]! })).Expect(422).RuleIds);
        var unlicensed = await own.Partner.NewPbxAsync();
        (await own.Partner.ChangeAsync("PUT", $"pbxs/{unlicensed.Id()}/customer", new { customer = (string)other["customerId"]! })).Expect(200);
        // The rule is one of 2022: the set of 2020 lets it pass.
        var (first, second) = (await _partner.NewLicensedPbxAsync(), await _partner.NewLicensedPbxAsync());
        (await MoveAsync(first, (string)second["customerId"]!)).Expect(200);
    }

    [Fact]
    public async Task A_key_is_the_same_each_time_of_one_PBX_alone_and_in_no_record()
    {
        var (one, other) = (await _partner.NewPbxAsync(), await _partner.NewPbxAsync());
        var reply = (await _partner.GetAsync($"pbxs/{one.Id()}/key")).Expect(200);
        var key = (string)reply["key"]!;
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Matches("^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$", key);
        Assert.Equal(key, (string)(await _partner.GetAsync($"pbxs/{(string)one["serial"]!}/key"))["key"]!);
        Assert.NotEqual(key, (string)(await _partner.GetAsync($"pbxs/{other.Id()}/key"))["key"]!);
        foreach (var list in new[] { "pbxs", "audit-events", "mails" }) Assert.DoesNotContain(key, (await _partner.GetAsync(list + "?limit=1000")).Text);
        foreach (var file in Directory.EnumerateFiles(fixture.Sandbox.Data).Where(file => Path.GetFileName(file) != "lock")) Assert.DoesNotContain(key, ReadShared(file));
    }

    [Fact]
    public async Task A_Cloud_PBX_has_no_key()
    {
        var cloud = await _partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" });
        var refused = await _partner.GetAsync($"pbxs/{cloud.Id()}/key");
        refused.ExpectProblem(422, "RuleViolation");
        Assert.Equal(["KeyNotForCloud"], refused.RuleIds);
        (await _partner.GetAsync("pbxs/none-such/key")).ExpectProblem(404, "NotFound");
    }

    Task<Reply> RenameAsync(JsonNode pbx, string name) => _partner.PatchAsync("pbxs/" + pbx.Id(), new { name });

    Task<Reply> MoveAsync(JsonNode pbx, string customer) => _partner.ChangeAsync("PUT", $"pbxs/{pbx.Id()}/customer", new { customer });

    static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
