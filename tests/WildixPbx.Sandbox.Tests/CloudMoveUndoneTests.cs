using System.Text.Json.Nodes;
using WildixPbx.Sandbox.Tests.Rules;

namespace WildixPbx.Sandbox.Tests;

/// <summary>The way back from a move to the Cloud, and what goes along with a PBX both ways.</summary>
public class CloudMoveUndoneTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_PBX_that_is_another_one_after_the_way_back()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        pbx = (await fixture.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { activated = true })).Expect(200)["resource"];
        var cloud = await MoveAsync(_partner, pbx);
        (await _partner.PatchAsync($"pbxs/{cloud.Id()}/ssh", new { open = true })).Expect(200);
        var reply = (await _partner.DeleteAsync($"pbxs/{cloud.Id()}/cloud-move")).Expect(200);
        var (source, target) = (reply["resource"]["source"]!, reply["resource"]["target"]!);
        foreach (var member in new[] { "lastRenewal", "eTag" }) (pbx[member], source[member]) = (null, null);
        Assert.True(JsonNode.DeepEquals(pbx, source), $"{pbx} {source}");
        Assert.Equal(("Migrated", pbx.Id()), ((string)target["state"]!, (string)target["migratedTo"]!));
        foreach (var member in new[] { "serial", "expiresOn", "sshOpenedOn", "migratedFrom" }) Assert.Null(target[member]);
        foreach (var text in new[] { (string)pbx["name"]!, (string)pbx["serial"]! }) Assert.Equal(pbx.Id(), (await _partner.GetAsync("pbxs/" + text)).Expect(200)["id"].GetValue<string>());

        // The Cloud PBX is of no use any more, and a new move makes another one.
        foreach (var text in new[] { cloud.Id(), pbx.Id(), (string)pbx["name"]! }) Assert.False((bool)(await _partner.DeleteAsync($"pbxs/{text}/cloud-move")).Expect(200)["changed"]!);
        Assert.NotEqual(cloud.Id(), (await MoveAsync(_partner, pbx)).Id());
        (await _partner.PostAsync($"pbxs/{cloud.Id()}/cloud-move", new { region = "eu-central-1" })).ExpectProblem(409, "PbxMigrated");
    }

    [Fact]
    public async Task What_was_changed_in_the_Cloud_is_lost_on_the_way_back()
    {
        var pbx = await _partner.NewLicensedPbxAsync(term: "Monthly");
        var cloud = await MoveAsync(_partner, pbx);
        var (name, customer) = (Estate.Name("pbx"), await _partner.NewCustomerAsync());
        (await _partner.PatchAsync($"pbxs/{cloud.Id()}", new { name })).Expect(200);
        (await _partner.ChangeAsync("PUT", $"pbxs/{cloud.Id()}/customer", new { customer })).Expect(200);
        (await _partner.PatchAsync($"pbxs/{cloud.Id()}/licenses", Estate.Counts(("UC-Business", 7)))).Expect(200);
        var source = (await _partner.DeleteAsync($"pbxs/{pbx.Id()}/cloud-move")).Expect(200)["resource"]["source"]!; // by the old PBX's id, too
        Assert.Equal((name, customer, 30, 7), ((string)source["name"]!, (string)source["customerId"]!, (int)source["licenses"]!["UC-Essential"]!, (int)source["licenses"]!["UC-Business"]!));
        Assert.Equal(2, (int)(await _partner.GetAsync("customers/" + customer))["pbxCount"]!);
        Assert.Equal(0, (int)(await _partner.GetAsync("customers/" + (string)pbx["customerId"]!))["pbxCount"]!);
    }

    [Fact]
    public async Task A_way_back_with_what_only_a_Cloud_PBX_has()
    {
        var cloud = await MoveAsync(_partner, await _partner.NewPbxAsync());
        (await _partner.PatchAsync($"pbxs/{cloud.Id()}/storage", new { storageGB = 20 })).Expect(200);
        Assert.Equal(["StorageOnlyOnCloud"], (await _partner.DeleteAsync($"pbxs/{cloud.Id()}/cloud-move")).ExpectProblem(422, "RuleViolation").RuleIds);
        Assert.Equal("Activating", (string)(await _partner.GetAsync("pbxs/" + cloud.Id()))["state"]!);
        (await _partner.DeleteAsync($"pbxs/{(await _partner.NewPbxAsync()).Id()}/cloud-move")).ExpectProblem(404, "NotFound");
        var other = await _partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" });
        (await _partner.DeleteAsync($"pbxs/{other.Id()}/cloud-move")).ExpectProblem(404, "NotFound");
    }

    [Fact]
    public async Task Clients_and_requests_that_stay_behind()
    {
        var customer = await _partner.NewCustomerAsync();
        var pbx = (await _partner.NewPbxAsync(new { licenses = new Dictionary<string, int> { ["UC-Essential"] = 9 } }, customer));
        var (client, asking) = ((await _partner.NewPbxAsync(customer: customer)).Id(), (await _partner.NewPbxAsync(customer: customer)).Id());
        await fixture.Sandbox.ShareAsync(client, pbx.Id());
        (await _partner.ChangeAsync("PUT", $"pbxs/{asking}/network", null)).Expect(200);
        var request = (string)(await _partner.ChangeAsync("PUT", $"pbxs/{asking}/sharing", new { server = pbx.Id() })).Expect(202)["requestId"]!;
        var decrease = (string)(await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 4)))).Expect(202)["requestId"]!;
        (await _partner.PostAsync($"pbxs/{client}/cloud-move", new { region = "eu-central-1" })).ExpectProblem(409, "InUse");
        (await _partner.PostAsync($"pbxs/{asking}/cloud-move", new { region = "eu-central-1" })).ExpectProblem(409, "InUse");

        var cloud = await MoveAsync(_partner, pbx);
        await AssertAllPointAtAsync(cloud.Id());
        (await _partner.DeleteAsync($"pbxs/{cloud.Id()}/cloud-move")).Expect(200);
        await AssertAllPointAtAsync(pbx.Id());
        cloud = await MoveAsync(_partner, pbx);

        // What is decided afterwards comes into force where the licences are.
        (await fixture.Manager.PostAsync($"requests/{decrease}/decision", new { state = "Approved" })).Expect(200);
        (await fixture.Manager.PostAsync($"requests/{request}/decision", new { state = "Approved" })).Expect(200);
        Assert.Equal(4, (int)(await _partner.GetAsync("pbxs/" + cloud.Id()))["licenses"]["UC-Essential"]!);
        Assert.Equal(cloud.Id(), (await _partner.GetAsync("pbxs/" + asking))["sharingServer"].GetValue<string>());

        async Task AssertAllPointAtAsync(string id)
        {
            Assert.Equal(id, (await _partner.GetAsync("pbxs/" + client))["sharingServer"].GetValue<string>());
            Assert.Equal(id, (await _partner.GetAsync("pbxs/" + asking))["requestedSharingServer"].GetValue<string>());
            Assert.Equal(id, (await _partner.GetAsync("requests/" + request))["serverPbxId"].GetValue<string>());
            Assert.Equal(id, (await _partner.GetAsync("requests/" + decrease))["pbxId"].GetValue<string>());
            Assert.Equal(4, (int)(await _partner.GetAsync("pbxs/" + id))["requestedLicenses"]["UC-Essential"]!);
        }
    }

    [Fact]
    public async Task An_old_PBX_that_renews_or_is_written_about_and_one_that_does_not_once_it_is_back()
    {
        await using var own = await SandboxProcess.StartAsync();
        var (online, cut) = (await NewAsync(own, online: true), await NewAsync(own, online: false));
        var clouds = new[] { await MoveAsync(own.Partner, online), await MoveAsync(own.Partner, cut) };
        var now = (DateTimeOffset)(await own.Partner.GetAsync("portal"))["now"]!;
        await own.MoveClockAsync(now.AddDays(40));
        Assert.Empty(await own.Partner.AllAsync("mails"));
        foreach (var pbx in new[] { online, cut })
        {
            var old = (await own.Partner.GetAsync("pbxs/" + pbx.Id())).Expect(200);
            Assert.Equal("Migrated", (string)old["state"]!);
            Assert.True((DateTimeOffset)old["lastRenewal"]! < now.AddDays(1));
            Assert.Null(old.Json!["expiresOn"]);
        }

        foreach (var cloud in clouds)
        {
            var present = (await own.Partner.GetAsync("pbxs/" + cloud.Id())).Expect(200);
            Assert.Equal("Active", (string)present["state"]!);
            Assert.True((DateTimeOffset)present["expiresOn"]! > now.AddDays(40)); // its monthly term went on
            (await own.Partner.DeleteAsync($"pbxs/{cloud.Id()}/cloud-move")).Expect(200);
        }

        Assert.True((DateTimeOffset)(await own.Partner.GetAsync("pbxs/" + online.Id()))["lastRenewal"]! >= now.AddDays(40));
        await own.MoveClockAsync(now.AddDays(43));
        Assert.True((DateTimeOffset)(await own.Partner.GetAsync("pbxs/" + online.Id()))["lastRenewal"]! > now.AddDays(41));
        Assert.NotEmpty(await own.Partner.AllAsync("mails?pbx=" + cut.Id()));
        Assert.Empty(await own.Partner.AllAsync("mails?pbx=" + online.Id()));
    }

    static async Task<JsonNode> NewAsync(SandboxProcess sandbox, bool online)
    {
        var pbx = await sandbox.Partner.NewPbxAsync(new { term = "Monthly" });
        return (await sandbox.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { activated = true, online })).Expect(200)["resource"];
    }

    static async Task<JsonNode> MoveAsync(PortalClient portal, JsonNode pbx)
        => (await portal.PostAsync($"pbxs/{pbx.Id()}/cloud-move", new { region = "eu-central-1" })).Expect(201)["resource"]["target"]!;
}
