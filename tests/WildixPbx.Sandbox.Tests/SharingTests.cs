using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class SharingTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task Under_2020_sharing_is_a_request_with_a_mail_and_in_force_once_it_is_approved()
    {
        var (client, server) = await PairAsync(_partner);
        var reply = (await ShareAsync(_partner, client, server)).Expect(202);
        Assert.Equal(["SharingAppliedByHand"], reply.RuleIds);
        var id = (string)reply["requestId"]!;
        Assert.Equal((server.Id(), null), ((string)reply["resource"]["requestedSharingServer"]!, (string?)reply["resource"]["sharingServer"]));
        var request = (await _partner.GetAsync("requests/" + id)).Expect(200);
        Assert.Equal(("LicenseSharing", server.Id(), (string)server["name"]!), ((string)request["kind"]!, (string)request["serverPbxId"]!, (string)request["serverPbx"]!));
        var asked = Assert.Single(await MailsAsync(client));
        Assert.Equal(("SharingRequested", "manager@sandbox.invalid"), ((string)asked["kind"]!, (string)asked["to"]!));

        var again = (await ShareAsync(_partner, client, server)).Expect(200);
        Assert.Equal((false, id), ((bool)again["changed"]!, (string)again["requestId"]!));
        var other = await _partner.NewPbxAsync(customer: (string)client["customerId"]!);
        (await NetworkAsync(_partner, other, "PUT")).Expect(200);
        (await ShareAsync(_partner, client, other)).ExpectProblem(409, "AlreadyRequested");

        (await fixture.Manager.PostAsync($"requests/{id}/decision", new { state = "Approved" })).Expect(200);
        var after = await ReadAsync(client);
        Assert.Equal((server.Id(), null), ((string)after["sharingServer"]!, (string?)after["requestedSharingServer"]));
        Assert.False((bool)(await ShareAsync(_partner, client, server)).Expect(200)["changed"]!);
        Assert.Equal("RequestDecided", (string)(await MailsAsync(client))[^1]["kind"]!);
        Assert.Equal([client.Id()], (await _partner.AllAsync($"pbxs?sharingServer={server.Id()}&sharing=true")).Select(pbx => pbx.Id()));
        Assert.Equal(["SharingClientHasLicenses"], (await _partner.PatchAsync($"pbxs/{client.Id()}/licenses", Estate.Counts(("UC-Essential", 1)))).Expect(422).RuleIds);

        Assert.True((bool)(await UnshareAsync(client)).Expect(200)["changed"]!);
        Assert.Null((await ReadAsync(client))["sharingServer"]);
        Assert.False((bool)(await UnshareAsync(client)).Expect(200)["changed"]!);
        Assert.Equal(["NetworkEnabled", "SharingRequested", "SharingEnabled", "SharingDisabled"], (await _partner.AllAsync("audit-events?subjectId=" + client.Id())).Skip(1).Select(one => (string)one["action"]!));
    }

    [Theory]
    [InlineData("Denied")]
    [InlineData("Withdrawn")]
    [InlineData("DELETE")]
    public async Task A_request_that_comes_to_nothing_leaves_nothing_behind(string end)
    {
        var (client, server) = await PairAsync(_partner);
        var id = (string)(await ShareAsync(_partner, client, server)).Expect(202)["requestId"]!;
        var closed = end switch
        {
            "Denied" => await fixture.Manager.PostAsync($"requests/{id}/decision", new { state = "Denied" }),
            "Withdrawn" => await _partner.PostAsync($"requests/{id}/withdrawal", null),
            _ => await UnshareAsync(client),
        };
        closed.Expect(200);
        Assert.Equal(end == "Denied" ? "Denied" : "Withdrawn", (string)(await _partner.GetAsync("requests/" + id))["state"]!);
        Assert.Null((await ReadAsync(client))["requestedSharingServer"]);
        Assert.Null((await ReadAsync(client))["sharingServer"]);
        (await ShareAsync(_partner, client, server)).Expect(202);
    }

    [Fact]
    public async Task Approval_checks_the_rules_of_its_own_moment_and_leaves_the_request_pending()
    {
        var (client, server) = await PairAsync(_partner);
        var id = (string)(await ShareAsync(_partner, client, server)).Expect(202)["requestId"]!;
        (await _partner.PatchAsync($"pbxs/{client.Id()}/licenses", Estate.Counts(("UC-Essential", 2)))).Expect(200);
        var refused = await fixture.Manager.PostAsync($"requests/{id}/decision", new { state = "Approved" });
        refused.ExpectProblem(422, "RuleViolation");
        Assert.Equal(["SharingClientHasLicenses"], refused.RuleIds);
        Assert.Equal(["SharingClientHasLicenses"], (await fixture.Manager.PostAsync($"requests/{id}/decision?dryRun=true", new { state = "Approved" })).Expect(200).RuleIds);
        Assert.Equal("Pending", (string)(await _partner.GetAsync("requests/" + id))["state"]!);
        (await fixture.Manager.PostAsync($"requests/{id}/decision", new { state = "Denied" })).Expect(200);
    }

    [Fact]
    public async Task All_prerequisites_of_2020_are_reported_together()
    {
        var server = await _partner.NewPbxAsync(new { licensing = "PerService" });
        var client = await _partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1", licenses = new Dictionary<string, int> { ["UC-Essential"] = 1 } });
        Assert.Equal(
            ["SharingDifferentCustomer", "SharingNetworkDisabled", "SharingCloudClient", "SharingNotPerUser", "SharingClientHasLicenses", "SharingAppliedByHand"],
            (await ShareAsync(_partner, client, server)).Expect(422).RuleIds);
        Assert.Contains("SharingSamePbx", (await ShareAsync(_partner, client, client)).Expect(422).RuleIds);
        (await _partner.ChangeAsync("PUT", $"pbxs/{client.Id()}/sharing", new { server = "none-such" })).ExpectProblem(404, "NotFound");
    }

    [Fact]
    public async Task From_2022_on_sharing_takes_effect_at_once_and_Cloud_may_be_a_client()
    {
        await using var own = await SandboxProcess.StartAsync(null, "--rule-set", "2022-04");
        var customer = await own.Partner.NewCustomerAsync();
        var cloud = new { platform = "Cloud", region = "eu-west-1" };
        var (client, server) = (await own.Partner.NewPbxAsync(cloud, customer), await own.Partner.NewPbxAsync(customer: customer));
        Assert.True((bool)client["inNetwork"]!);
        var shared = (await ShareAsync(own.Partner, client, server)).Expect(200);
        Assert.Equal(server.Id(), (string)shared["resource"]["sharingServer"]!);
        Assert.Empty(shared.RuleIds);
        Assert.Empty(await own.Partner.AllAsync("mails"));

        var lifetime = await own.Partner.NewPbxAsync(new { term = "Lifetime" }, customer);
        var large = await own.Partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1", storageGB = 20 }, customer);
        Assert.Equal(["SharingCloudClientLifetimeServer", "SharingCloudClientExtraStorage"], (await ShareAsync(own.Partner, large, lifetime)).Expect(422).RuleIds);
        Assert.Equal(["SharingServerIsClient"], (await ShareAsync(own.Partner, lifetime, client)).Expect(422).RuleIds);
    }

    [Fact]
    public async Task Who_shares_or_is_shared_with_stays_where_it_is()
    {
        var (client, server) = await PairAsync(_partner, licenses: 0);
        var third = await _partner.NewPbxAsync(customer: (string)client["customerId"]!);
        (await NetworkAsync(_partner, third, "PUT")).Expect(200);
        (await ShareAsync(_partner, client, server)).Expect(202);
        var target = await _partner.NewCustomerAsync();
        foreach (var pbx in new[] { client, server })
        {
            (await NetworkAsync(_partner, pbx, "DELETE")).ExpectProblem(409, "InUse");
            (await _partner.ChangeAsync("PUT", $"pbxs/{pbx.Id()}/customer", new { customer = target })).ExpectProblem(409, "InUse");
        }

        (await ShareAsync(_partner, server, third)).ExpectProblem(409, "InUse");
        (await UnshareAsync(client)).Expect(200);
        Assert.False((bool)(await NetworkAsync(_partner, client, "DELETE")).Expect(200)["resource"]["inNetwork"]!);
        Assert.False((bool)(await NetworkAsync(_partner, client, "DELETE")).Expect(200)["changed"]!);
        (await _partner.ChangeAsync("PUT", $"pbxs/{server.Id()}/customer", new { customer = target })).Expect(200);
    }

    static async Task<(JsonNode Client, JsonNode Server)> PairAsync(PortalClient portal, int licenses = 10)
    {
        var customer = await portal.NewCustomerAsync();
        var server = await portal.NewPbxAsync(new { licenses = new Dictionary<string, int> { ["UC-Essential"] = licenses } }, customer);
        var client = await portal.NewPbxAsync(customer: customer);
        foreach (var pbx in new[] { client, server }) (await NetworkAsync(portal, pbx, "PUT")).Expect(200);
        return (client, server);
    }

    static Task<Reply> NetworkAsync(PortalClient portal, JsonNode pbx, string method) => portal.ChangeAsync(method, $"pbxs/{pbx.Id()}/network", null);

    static Task<Reply> ShareAsync(PortalClient portal, JsonNode client, JsonNode server) => portal.ChangeAsync("PUT", $"pbxs/{client.Id()}/sharing", new { server = (string)server["name"]! });

    Task<Reply> UnshareAsync(JsonNode client) => _partner.DeleteAsync($"pbxs/{client.Id()}/sharing");

    async Task<JsonNode> ReadAsync(JsonNode pbx) => (await _partner.GetAsync("pbxs/" + pbx.Id())).Expect(200).Json!;

    async Task<List<JsonNode>> MailsAsync(JsonNode pbx) => [.. (await _partner.AllAsync("mails")).Where(mail => (string)mail["pbxId"]! == pbx.Id())];
}
