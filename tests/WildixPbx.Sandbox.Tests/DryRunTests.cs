namespace WildixPbx.Sandbox.Tests;

public class DryRunTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_dry_run_of_every_change_changes_nothing_and_writes_no_event()
    {
        await using var own = await SandboxProcess.StartAsync();
        var pbx = await own.Partner.NewLicensedPbxAsync();
        var customer = (string)pbx["customerId"]!;
        var contact = (await own.Partner.GetAsync("contacts"))["items"][0]!.Id();
        var waiting = (await own.Partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 20)))).Expect(202);
        var request = (string)waiting["requestId"]!;
        var empty = (await own.Partner.PostAsync("customers", new { name = "empty" })).Expect(201)["resource"].Id();
        var before = await StateAsync(own);

        (await own.Partner.PostAsync("customers?dryRun=true", new { name = "new" })).Expect(200);
        (await own.Partner.PatchAsync($"customers/{customer}?dryRun=true", new { name = "other" })).Expect(200);
        (await own.Partner.DeleteAsync($"customers/{empty}?dryRun=true")).Expect(200);
        (await own.Partner.PostAsync($"customers/{customer}/contacts?dryRun=true", new { name = "B", email = "b@example.com" })).Expect(200);
        (await own.Partner.DeleteAsync($"contacts/{contact}?dryRun=true")).Expect(200);
        (await own.Partner.PostAsync("pbxs?dryRun=true", Estate.PbxBody(customer))).Expect(200);
        (await own.Partner.PatchAsync($"pbxs/{pbx.Id()}/licenses?dryRun=true", Estate.Counts(("UC-Business", 5), ("UC-Essential", 20)))).Expect(200);
        (await own.Partner.PostAsync("hardware-orders?dryRun=true", new { item = "WPBX-HW", quantity = 1 })).Expect(200);
        (await own.Partner.PostAsync($"requests/{request}/withdrawal?dryRun=true", null)).Expect(200);
        (await own.Manager.PostAsync($"requests/{request}/decision?dryRun=true", new { state = "Approved" })).Expect(200);

        Assert.Equal(before, await StateAsync(own));
    }

    [Fact]
    public async Task A_dry_run_is_not_counted_as_mutating_and_needs_no_key()
    {
        await using var own = await SandboxProcess.StartAsync();
        var before = (long)(await own.Manager.GetAsync("sandbox/statistics"))["mutatingRequests"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "customers?dryRun=true") { Content = new StringContent("""{"name":"x"}""", System.Text.Encoding.UTF8, "application/json") };
        (await own.Partner.SendAsync(request)).Expect(200);
        Assert.Equal(before, (long)(await own.Manager.GetAsync("sandbox/statistics"))["mutatingRequests"]!);
        (await own.Partner.PostAsync("customers?dryRun=false", new { name = "x" })).Expect(201);
        Assert.Equal(before + 1, (long)(await own.Manager.GetAsync("sandbox/statistics"))["mutatingRequests"]!);
    }

    [Fact]
    public async Task A_dry_run_neither_reads_nor_writes_keys()
    {
        var (key, name) = (Estate.Name("key"), Estate.Name());
        (await _partner.PostAsync("customers?dryRun=true", new { name }, key)).Expect(200);
        Assert.False((await _partner.PostAsync("customers", new { name }, key)).Expect(201).IsReplay);
        var dry = (await _partner.PostAsync("customers?dryRun=true", new { name }, key)).Expect(200);
        Assert.False(dry.IsReplay);
        Assert.False((bool)dry["changed"]!);
    }

    [Fact]
    public async Task A_dry_run_that_breaks_rules_answers_with_fee_and_all_findings()
    {
        var customer = await _partner.NewCustomerAsync();
        var reply = (await _partner.PostAsync("pbxs?dryRun=true", Estate.PbxBody(customer, new { region = "eu-west-1", storageGB = 10, licenses = new Dictionary<string, int> { ["UC-Business"] = 2 }, maximumFee = 1 }))).Expect(200);
        Assert.Equal(["RegionNotApplicable", "StorageOnlyOnCloud", "FeeAboveMaximum", "MistakeReportWindow"], reply.RuleIds);
        Assert.False((bool)reply["changed"]!);
        Assert.Equal(140m, (decimal)reply["fee"]["amount"]!);
        Assert.Null(reply.ETag);

        var pbx = await _partner.NewLicensedPbxAsync(term: "Lifetime");
        var down = (await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses?dryRun=true", Estate.Counts(("UC-Essential", 1)))).Expect(200);
        Assert.Equal(["LifetimeDecrease"], down.RuleIds);
        Assert.Equal(30, (int)down["resource"]["profiles"]![0]!["effectiveCount"]!);
        Assert.False((bool)down["resource"]["profiles"]![0]!["changed"]!);
    }

    [Fact]
    public async Task A_dry_run_still_says_that_there_is_no_such_object_or_that_the_tag_is_stale()
    {
        (await _partner.PatchAsync("pbxs/none-such/licenses?dryRun=true", Estate.Counts(("UC-Essential", 1)))).ExpectProblem(404, "NotFound");
        var pbx = await _partner.NewPbxAsync();
        (await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses?dryRun=true", Estate.Counts(("UC-Essential", 1)), ifMatch: "\"x\"")).ExpectProblem(412, "StaleETag");
    }

    [Fact]
    public async Task The_tag_of_a_rehearsed_state_is_no_real_ones()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var path = $"pbxs/{pbx.Id()}/licenses";
        var rehearsed = (string)(await _partner.PatchAsync(path + "?dryRun=true", Estate.Counts(("UC-Essential", 31)))).Expect(200)["resource"]["pbx"]!["eTag"]!;
        (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 99)))).Expect(200);
        (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 100)), ifMatch: rehearsed)).Expect(412);
    }

    static async Task<string> StateAsync(SandboxProcess sandbox)
    {
        string[] lists = ["customers", "contacts", "pbxs", "hardware-orders", "requests", "audit-events", "mails"];
        var pages = await Task.WhenAll(lists.Select(list => sandbox.Partner.GetAsync(list)));
        return string.Join("\n", pages.Select(page => page.Expect(200).Text));
    }
}
