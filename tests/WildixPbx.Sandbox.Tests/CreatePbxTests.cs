using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class CreatePbxTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task All_broken_rules_come_at_once_in_the_catalogues_order_with_advice_and_outcomes()
    {
        (await _partner.PostAsync("customers", new { name = Estate.Name() })).Expect(201);
        var bare = (await _partner.PostAsync("customers", new { name = Estate.Name() })).Expect(201)["resource"].Id();
        var taken = (string)(await _partner.NewPbxAsync())["name"]!;

        var cloud = await _partner.PostAsync("pbxs", Estate.PbxBody(bare, new
        {
            name = taken, platform = "Cloud", model = "WPBX-VM/HW", region = "mars-1", term = "Lifetime", storageGB = 15, maximumFee = 0,
            licenses = new Dictionary<string, int> { ["UC-None"] = 1, ["PBX-BASIC"] = -1, ["UC-Premium"] = 1 },
        }));
        cloud.ExpectProblem(422, "RuleViolation");
        Assert.Equal(
            ["CustomerContactRequired", "PbxNameTaken", "ModelMismatch", "RegionUnknown", "LifetimeNotForCloud", "ProfileUnknown", "LicenseCountInvalid", "StorageSizeInvalid", "FeeAboveMaximum", "MistakeReportWindow"],
            cloud.RuleIds);
        Assert.All(cloud["violations"].AsArray(), finding => Assert.All(
            ["ruleId", "severity", "message", "subject", "action", "source"], member => Assert.NotEqual("", (string?)finding![member] ?? "")));

        var hardware = await _partner.PostAsync("pbxs", Estate.PbxBody(bare, new { name = "-bad-", platform = "Hardware", region = "eu-west-1", storageGB = 20 }));
        Assert.Equal(["CustomerContactRequired", "PbxNameInvalid", "RegionNotApplicable", "StorageOnlyOnCloud"], hardware.RuleIds.Where(id => id is not ("HardwareNotPurchased" or "MistakeReportWindow")));
        Assert.Equal(["RegionRequired", "MistakeReportWindow"], (await _partner.PostAsync("pbxs", Estate.PbxBody(await _partner.NewCustomerAsync(), new { platform = "Cloud" }))).Expect(422).RuleIds);
    }

    [Fact]
    public async Task A_cloud_pbx_is_made_as_asked_in_the_portals_spelling()
    {
        var customer = await _partner.NewCustomerAsync();
        var name = Estate.Name("Cloud");
        var reply = (await _partner.PostAsync("pbxs", Estate.PbxBody(customer, new
        {
            name = $" {name}.Wildixin.com ", platform = "Cloud", region = "EU-Central-1", term = "Monthly", storageGB = 30,
            licenses = new Dictionary<string, int> { ["uc-essential"] = 10, ["PBX-BASIC"] = 0 },
        }))).Expect(201);
        var pbx = reply["resource"];

        Assert.Equal(name.ToLowerInvariant(), (string)pbx["name"]!);
        Assert.Equal("eu-central-1", (string)pbx["region"]!);
        Assert.Equal("WPBX-CLOUD", (string)pbx["model"]!);
        Assert.Equal("Activating", (string)pbx["state"]!);
        Assert.Equal("PerUser", (string)pbx["licensing"]!);
        Assert.Equal("""{"UC-Essential":10}""", pbx["licenses"]!.ToJsonString());
        Assert.Equal("""{"UC-Essential":10}""", pbx["requestedLicenses"]!.ToJsonString());
        Assert.Matches("^2211[0-9a-f]{8}$", (string)pbx["serial"]!);
        Assert.Equal(DateTimeOffset.UtcNow.Date, pbx["termStartedOn"]!.GetValue<DateTimeOffset>().UtcDateTime);
        Assert.Equal(DateTimeOffset.UtcNow.Date.AddMonths(1), pbx["expiresOn"]!.GetValue<DateTimeOffset>().UtcDateTime);
        Assert.Equal("/api/v1/pbxs/" + pbx.Id(), reply.Headers["Location"]);

        // 10 at 4.00, and two units of storage beyond the first at 3.00.
        Assert.Equal(46m, (decimal)reply["fee"]["amount"]!);
        Assert.Equal("EUR", (string)reply["fee"]["currency"]!);
        Assert.Equal(["MistakeReportWindow"], reply.RuleIds);
        Assert.True(reply["reportMistakeBy"].GetValue<DateTimeOffset>() > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Storage_is_10_on_cloud_unless_said_and_none_elsewhere()
    {
        Assert.Equal(10, (int)(await _partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" }))["storageGB"]!);
        var pbx = await _partner.NewPbxAsync(new { term = "Lifetime" });
        Assert.Null(pbx["storageGB"]);
        Assert.Null(pbx["expiresOn"]);
        Assert.Equal("Created", (string)pbx["state"]!);
    }

    [Fact]
    public async Task A_hardware_pbx_takes_one_box_of_the_oldest_order_and_there_are_no_more_than_were_bought()
    {
        await using var own = await SandboxProcess.StartAsync();
        var customer = await own.Partner.NewCustomerAsync();
        JsonObject Hardware() => Estate.PbxBody(customer, new { platform = "Hardware" });
        Assert.Contains("HardwareNotPurchased", (await own.Partner.PostAsync("pbxs", Hardware())).Expect(422).RuleIds);

        var order = (await own.Partner.PostAsync("hardware-orders", new { item = "wpbx-hw", quantity = 1 })).Expect(201)["resource"];
        (await own.Partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 2 })).Expect(201);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => own.Partner.PostAsync("pbxs", Hardware())));

        Assert.Equal(3, replies.Count(reply => reply.Status == 201));
        Assert.All(replies.Where(reply => reply.Status != 201), reply => Assert.Contains("HardwareNotPurchased", reply.RuleIds));
        Assert.Equal(1, (int)(await own.Partner.GetAsync("hardware-orders/" + order.Id()))["used"]!);
        Assert.Empty(await own.Partner.AllAsync("hardware-orders?unused=true"));
        Assert.Equal(3, (await own.Partner.AllAsync("audit-events")).Count(entry => (string)entry["action"]! == "HardwareUsed"));
    }

    [Fact]
    public async Task A_refused_creation_leaves_nothing_behind()
    {
        var customer = await _partner.NewCustomerAsync();
        var before = (await _partner.GetAsync("customers/" + customer)).Text;
        (await _partner.PostAsync("pbxs", Estate.PbxBody(customer, new { region = "eu-west-1" }))).Expect(422);
        Assert.Equal(before, (await _partner.GetAsync("customers/" + customer)).Text);
        Assert.Empty(await _partner.AllAsync("pbxs?customer=" + customer));
    }

    [Fact]
    public async Task A_maximum_fee_that_is_just_met_is_enough()
    {
        var customer = await _partner.NewCustomerAsync();
        var counts = new Dictionary<string, int> { ["UC-Business"] = 3 };
        Assert.Equal(["FeeAboveMaximum", "MistakeReportWindow"], (await _partner.PostAsync("pbxs", Estate.PbxBody(customer, new { licenses = counts, maximumFee = 209.99m }))).Expect(422).RuleIds);
        (await _partner.PostAsync("pbxs", Estate.PbxBody(customer, new { licenses = counts, maximumFee = 210 }))).Expect(201);
    }

    [Fact]
    public async Task Of_ten_creations_of_one_name_at_once_one_gets_through()
    {
        var customer = await _partner.NewCustomerAsync();
        var name = Estate.Name("same");
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _partner.PostAsync("pbxs", Estate.PbxBody(customer, new { name }))));
        Assert.Equal(1, replies.Count(reply => reply.Status == 201));
        Assert.All(replies.Where(reply => reply.Status != 201), reply => Assert.Contains("PbxNameTaken", reply.RuleIds));
        Assert.Equal(1, (int)(await _partner.GetAsync("customers/" + customer))["pbxCount"]!);
    }

    [Fact]
    public async Task A_cloud_pbx_is_active_three_minutes_later_and_the_trail_says_that_the_portal_did_it()
    {
        var data = SandboxProcess.NewFolder();
        JsonNode pbx;
        await using (var first = await SandboxProcess.StartAsync(data))
        {
            pbx = await first.Partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" });
            await first.Partner.NewPbxAsync();
        }

        IdempotencyTests.MoveClock(data, TimeSpan.FromMinutes(4));
        await using (var second = await SandboxProcess.StartAsync(data))
        {
            await Eventually.TrueAsync(async () => (string)(await second.Partner.GetAsync("pbxs/" + pbx.Id()))["state"]! == "Active", "the PBX is active");
            var last = Assert.Single((await second.Partner.AllAsync("audit-events")), entry => (string)entry["action"]! == "PbxActivated");
            Assert.Equal("portal", (string)last["actor"]!);
            Assert.Equal(pbx.Id(), (string)last["subjectId"]!);
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task One_licensed_pbx_a_customer_holds_from_2022_only()
    {
        await using var own = await SandboxProcess.StartAsync(null, "--rule-set", "2022-04");
        Assert.Equal("2022-04", (string)(await own.Partner.GetAsync("portal"))["ruleSet"]!);
        var first = await own.Partner.NewLicensedPbxAsync();
        var customer = (string)first["customerId"]!;
        var counts = new Dictionary<string, int> { ["UC-Essential"] = 1 };
        Assert.Contains("OneLicensedPbxPerCustomer", (await own.Partner.PostAsync("pbxs", Estate.PbxBody(customer, new { licenses = counts }))).Expect(422).RuleIds);
        var second = await own.Partner.NewPbxAsync(customer: customer);
        Assert.Contains("OneLicensedPbxPerCustomer", (await own.Partner.PatchAsync($"pbxs/{second.Id()}/licenses", Estate.Counts(("UC-Essential", 1)))).Expect(422).RuleIds);

        var before = await _partner.NewLicensedPbxAsync();
        (await _partner.PostAsync("pbxs", Estate.PbxBody((string)before["customerId"]!, new { licenses = counts }))).Expect(201);
    }
}
