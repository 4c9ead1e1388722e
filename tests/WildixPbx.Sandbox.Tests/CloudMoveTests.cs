using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class CloudMoveTests(SandboxFixture fixture)
{
    static readonly string[] Advice = ["MigrationDowntime", "MigrationOldPbxStops", "MigrationDnsNames", "MigrationOldPassword"];

    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_Cloud_PBX_that_lacks_something_of_the_old_one_or_an_old_one_that_keeps_something()
    {
        var pbx = await _partner.NewLicensedPbxAsync(30, "FiveYears");
        await _partner.ChangeAsync("PUT", $"pbxs/{pbx.Id()}/network", null);
        pbx = (await fixture.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { activated = true, wmsVersion = "4.03.44693.48" })).Expect(200)["resource"];
        var reply = (await MoveAsync(pbx.Id())).Expect(201);
        var (source, target) = (reply["resource"]["source"]!, reply["resource"]["target"]!);
        Assert.Equal(Advice, reply.RuleIds);
        Assert.Equal("/api/v1/pbxs/" + target.Id(), reply.Headers["Location"]);
        foreach (var member in new[] { "name", "serial", "customer", "customerId", "term", "termStartedOn", "expiresOn", "licensing", "licenses", "requestedLicenses", "inNetwork", "wmsVersion" })
            Assert.True(JsonNode.DeepEquals(pbx[member], target[member]), member);
        Assert.Equal(("Cloud", "WPBX-CLOUD", "eu-central-1", "Activating", 10), ((string)target["platform"]!, (string)target["model"]!, (string)target["region"]!, (string)target["state"]!, (int)target["storageGB"]!));
        Assert.Equal(pbx.Id(), (string)target["migratedFrom"]!);

        Assert.Equal(("Migrated", target.Id(), (string)pbx["name"]!), ((string)source["state"]!, (string)source["migratedTo"]!, (string)source["name"]!));
        Assert.Null(source["serial"]);
        Assert.Null(source["expiresOn"]);
        Assert.Empty(source["licenses"]!.AsObject());
        Assert.Equal((string)pbx["serial"]!, (string)source["formerSerials"]![0]!);
        Assert.True(JsonNode.DeepEquals(source, (await _partner.GetAsync("pbxs/" + pbx.Id())).Expect(200).Json));
        Assert.Equal(2, (int)(await _partner.GetAsync("customers/" + (string)pbx["customerId"]!))["pbxCount"]!); // as many as its list has
    }

    [Fact]
    public async Task A_text_that_still_finds_the_old_PBX_or_finds_both()
    {
        var pbx = await _partner.NewPbxAsync();
        (await fixture.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { activated = true, serial = "22ab" + pbx.Id()[^8..] })).Expect(200);
        var target = (await MoveAsync(pbx.Id())).Expect(201)["resource"]["target"]!;
        foreach (var text in new[] { (string)pbx["name"]!, (string)pbx["name"]! + ".wildixin.com", (string)pbx["serial"]!, "22ab" + pbx.Id()[^8..] })
            Assert.Equal(target.Id(), (await _partner.GetAsync("pbxs/" + text)).Expect(200)["id"].GetValue<string>());

        string[] Ids(List<JsonNode> rows) => [.. rows.Select(row => row.Id())];
        var customer = "customer=" + (string)pbx["customerId"]!;
        Assert.Equal([target.Id()], Ids(await _partner.AllAsync("pbxs?name=" + (string)pbx["name"]!)));
        Assert.Equal([pbx.Id()], Ids(await _partner.AllAsync($"pbxs?state=Migrated&{customer}")));
        Assert.Empty(await _partner.AllAsync($"pbxs?notRenewedForSeconds=0&{customer}"));
        Assert.Equal([target.Id()], Ids(await _partner.AllAsync($"pbxs?expiresBefore=2190-01-01T00:00:00Z&{customer}")));
    }

    [Fact]
    public async Task A_second_order_by_any_name_of_the_PBX_makes_no_second_instance()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var first = (await MoveAsync(pbx.Id())).Expect(201);
        foreach (var text in new[] { pbx.Id(), (string)pbx["name"]!, (string)pbx["serial"]! })
        {
            var again = (await MoveAsync(text)).Expect(200);
            Assert.False((bool)again["changed"]!);
            Assert.Equal(first["resource"]["target"]!.Id(), again["resource"]["target"]!.Id());
        }

        (await MoveAsync(pbx.Id(), "eu-west-1")).ExpectProblem(409, "PbxMigrated");
        Assert.Contains("MigrationSourceIsCloud", (await MoveAsync((string)pbx["name"]!, "eu-west-1")).ExpectProblem(422, "RuleViolation").RuleIds);
    }

    [Fact]
    public async Task An_order_that_no_rule_allows_makes_nothing()
    {
        var lifetime = await _partner.NewPbxAsync(new { term = "Lifetime" });
        Assert.Equal(["MigrationTargetRequired", "MigrationDnsNames", "MigrationOldPassword"], (await MoveAsync(lifetime.Id())).ExpectProblem(422, "RuleViolation").RuleIds);
        var pbx = await _partner.NewPbxAsync();
        Assert.Equal((string[])[.. Advice, "RegionRequired"], (await MoveAsync(pbx.Id(), null)).ExpectProblem(422, "RuleViolation").RuleIds);
        Assert.Equal((string[])[.. Advice, "RegionUnknown"], (await MoveAsync(pbx.Id(), "mars-north-1")).ExpectProblem(422, "RuleViolation").RuleIds);
        (await fixture.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { wmsVersion = "5.01.1.1", databaseBytes = 7_000_000_001 })).Expect(200);
        Assert.Equal((string[])["MigrationVersionNotCovered", "MigrationDatabaseTooLarge", .. Advice], (await MoveAsync(pbx.Id())).ExpectProblem(422, "RuleViolation").RuleIds);
        Assert.Single(await _partner.AllAsync("pbxs?customer=" + (string)pbx["customerId"]!));
    }

    [Fact]
    public async Task A_rule_that_is_overridden_in_silence_or_one_that_can_not_be()
    {
        var pbx = await _partner.NewPbxAsync();
        (await fixture.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { wmsVersion = "5.01.1.1" })).Expect(200);
        (await _partner.PostAsync($"pbxs/{pbx.Id()}/cloud-move", new { region = "eu-central-1", overrides = new[] { "MigrationDatabaseTooLarge" } })).ExpectProblem(400, "InvalidRequest");
        var moved = (await _partner.PostAsync($"pbxs/{pbx.Id()}/cloud-move", new { region = "EU-Central-1", overrides = new[] { "migrationversionnotcovered" } })).Expect(201);
        var finding = moved["findings"]!.AsArray().Single(one => (string)one!["ruleId"]! == "MigrationVersionNotCovered")!;
        Assert.Equal("Advice", (string)finding["severity"]!);
        Assert.EndsWith("Overridden by name.", (string)finding["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_that_was_moved_takes_no_change_any_more()
    {
        var pbx = await _partner.NewPbxAsync();
        (await MoveAsync(pbx.Id())).Expect(201);
        (string Method, string Path, object? Body)[] changes =
        [
            ("PATCH", "", new { name = Estate.Name() }), ("PUT", "/customer", new { customer = (string)pbx["customer"]! }), ("PATCH", "/licenses", Estate.Counts(("UC-Essential", 1))), ("PATCH", "/term", new { term = "Monthly" }),
            ("PATCH", "/storage", new { storageGB = 20 }), ("PATCH", "/ssh", new { open = true }), ("PUT", "/network", null), ("PUT", "/sharing", new { server = pbx.Id() }), ("DELETE", "/sharing", null),
        ];
        foreach (var (method, path, body) in changes) (await _partner.ChangeAsync(method, $"pbxs/{pbx.Id()}{path}", body)).ExpectProblem(409, "PbxMigrated");
        (await _partner.GetAsync($"pbxs/{pbx.Id()}/key")).ExpectProblem(409, "PbxMigrated");
        (await fixture.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { online = true })).ExpectProblem(409, "PbxMigrated");
        var client = await _partner.NewPbxAsync(customer: (string)pbx["customerId"]!);
        (await _partner.ChangeAsync("PUT", $"pbxs/{client.Id()}/sharing", new { server = pbx.Id() })).ExpectProblem(409, "PbxMigrated");
    }

    [Fact]
    public async Task A_dry_run_tells_what_comes_and_leaves_the_portal_as_it_is()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var quote = (await _partner.PostAsync($"pbxs/{pbx.Id()}/cloud-move?dryRun=true", new { region = "eu-central-1" })).Expect(200);
        Assert.True((bool)quote["changed"]!);
        Assert.Equal(Advice, quote.RuleIds);
        Assert.Equal("pbx_dryrun", quote["resource"]["target"]!.Id());
        Assert.True(JsonNode.DeepEquals(pbx, (await _partner.GetAsync("pbxs/" + (string)pbx["name"]!)).Expect(200).Json));
    }

    Task<Reply> MoveAsync(string pbx, string? region = "eu-central-1") => _partner.PostAsync($"pbxs/{pbx}/cloud-move", new { region });
}
