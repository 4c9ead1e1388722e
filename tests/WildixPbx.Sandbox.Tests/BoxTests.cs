using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class BoxTests
{
    [Fact]
    public async Task An_activated_box_renews_every_day_without_an_event_and_without_making_a_tag_stale()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var pbx = await sandbox.Partner.NewLicensedPbxAsync();
        var activated = (await SetAsync(sandbox, pbx, new { activated = true })).Expect(200);
        Assert.Equal("Active", (string)activated["resource"]["state"]!);
        Assert.Equal(["MistakeReportWindow"], activated.RuleIds);
        Assert.NotNull(activated.Json!["reportMistakeBy"]);
        var first = (DateTimeOffset)activated["resource"]["lastRenewal"]!;
        Assert.False((bool)(await SetAsync(sandbox, pbx, new { activated = true, online = true })).Expect(200)["changed"]!);

        var events = (await sandbox.Partner.AllAsync("audit-events")).Count;
        await MoveAsync(sandbox, first.AddDays(10).AddHours(5));
        var reply = (await sandbox.Partner.GetAsync("pbxs/" + pbx.Id(), ifNoneMatch: activated.ETag)).Expect(200);
        Assert.Equal(first.AddDays(10), (DateTimeOffset)reply["lastRenewal"]!);
        Assert.NotEqual(activated.ETag, reply.ETag);
        Assert.Equal(reply.ETag, (string)reply["eTag"]!);
        (await sandbox.Partner.GetAsync("pbxs/" + pbx.Id(), ifNoneMatch: reply.ETag)).Expect(304);
        Assert.Equal(events, (await sandbox.Partner.AllAsync("audit-events")).Count);
        Assert.Empty(await sandbox.Partner.AllAsync("mails"));

        // Thought out ten renewals ago, and nobody has changed it since.
        var changed = (await sandbox.Partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 31)), ifMatch: activated.ETag)).Expect(200);
        (await sandbox.Partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 32)), ifMatch: reply.ETag)).Expect(412);
        Assert.Equal(first.AddDays(10), (DateTimeOffset)changed["resource"]["pbx"]!["lastRenewal"]!);
    }

    [Fact]
    public async Task A_box_that_is_cut_off_is_written_about_from_48_hours_on_and_then_daily_until_it_is_back()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var pbx = await sandbox.Partner.NewPbxAsync();
        (await SetAsync(sandbox, pbx, new { activated = true })).Expect(200);
        var last = (DateTimeOffset)(await SetAsync(sandbox, pbx, new { online = false })).Expect(200)["resource"]["lastRenewal"]!;
        await MoveAsync(sandbox, last.AddHours(48).AddMinutes(-30));
        Assert.Empty(await sandbox.Partner.AllAsync("mails"));
        await MoveAsync(sandbox, last.AddDays(5));
        var mails = await sandbox.Partner.AllAsync("mails");
        Assert.Equal([last.AddDays(2), last.AddDays(3), last.AddDays(4), last.AddDays(5)], mails.Select(mail => (DateTimeOffset)mail["at"]!));
        Assert.All(mails, mail => Assert.Equal(("LicenseNotRenewed", pbx.Id()), ((string)mail["kind"]!, (string)mail["pbxId"]!)));
        var body = (string)mails[1]["body"]!;
        foreach (var fact in new[] { (string)pbx["customer"]!, (string)pbx["serial"]!, "WPBX-VM/HW", "last renewal: 3." }) Assert.Contains(fact, body, StringComparison.Ordinal);

        var back = (DateTimeOffset)(await SetAsync(sandbox, pbx, new { online = true })).Expect(200)["resource"]["lastRenewal"]!;
        Assert.True(back >= last.AddDays(5));
        await MoveAsync(sandbox, last.AddDays(12).AddHours(12));
        Assert.Equal(4, (await sandbox.Partner.AllAsync("mails")).Count);
        Assert.Equal([pbx.Id()], (await sandbox.Partner.AllAsync("pbxs?notRenewedForSeconds=3600")).Select(one => one.Id()));
        Assert.Empty(await sandbox.Partner.AllAsync("pbxs?notRenewedForSeconds=86400"));
    }

    [Fact]
    public async Task A_last_renewal_may_be_any_moment_and_an_old_one_cuts_the_box_off()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var pbx = await sandbox.Partner.NewPbxAsync();
        (await SetAsync(sandbox, pbx, new { activated = true })).Expect(200);
        var now = (DateTimeOffset)(await sandbox.Partner.GetAsync("portal"))["now"]!;
        (await SetAsync(sandbox, pbx, new { online = true, lastRenewal = now.AddDays(-15) })).ExpectProblem(400, "InvalidRequest");
        (await SetAsync(sandbox, pbx, new { lastRenewal = now.AddDays(-15) })).Expect(200);
        await MoveAsync(sandbox, now.AddDays(1).AddHours(1));
        Assert.Equal(Whole(now.AddDays(-15)), (DateTimeOffset)(await sandbox.Partner.GetAsync("pbxs/" + pbx.Id()))["lastRenewal"]!);
        // What would have been due before is not caught up on; the series goes on.
        Assert.InRange((await sandbox.Partner.AllAsync("mails")).Count, 1, 2);
        var ahead = (await SetAsync(sandbox, pbx, new { lastRenewal = now.AddDays(30) })).Expect(200);
        Assert.Equal(Whole(now.AddDays(30)), (DateTimeOffset)ahead["resource"]["lastRenewal"]!);
    }

    [Fact]
    public async Task A_replaced_serial_still_finds_the_PBX_and_a_taken_one_is_refused()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var (pbx, other) = (await sandbox.Partner.NewPbxAsync(), await sandbox.Partner.NewPbxAsync());
        var old = (string)pbx["serial"]!;
        var replaced = (await SetAsync(sandbox, pbx, new { serial = "2299AB000001" })).Expect(200)["resource"];
        Assert.Equal(("2299AB000001", $"[\"{old}\"]"), ((string)replaced["serial"]!, replaced["formerSerials"]!.ToJsonString()));
        foreach (var serial in new[] { old, "2299ab000001" }) Assert.Equal(pbx.Id(), (await sandbox.Partner.GetAsync("pbxs/" + serial)).Expect(200)["id"].GetValue<string>());
        Assert.False((bool)(await SetAsync(sandbox, pbx, new { serial = "2299AB000001" })).Expect(200)["changed"]!);
        (await SetAsync(sandbox, other, new { serial = "2299ab000001" })).ExpectProblem(409, "NameTaken");
        foreach (var bad in new[] { "", " ", "a b c d", "pbx_1" }) (await SetAsync(sandbox, pbx, new { serial = bad })).ExpectProblem(400, "InvalidRequest");

        var back = (await SetAsync(sandbox, pbx, new { serial = old })).Expect(200)["resource"];
        Assert.Equal((old, "[\"2299AB000001\"]"), ((string)back["serial"]!, back["formerSerials"]!.ToJsonString()));
        (await SetAsync(sandbox, other, new { serial = "2299AB000001" })).Expect(200);
        Assert.Equal(other.Id(), (await sandbox.Partner.GetAsync("pbxs/2299AB000001")).Expect(200)["id"].GetValue<string>());
        Assert.Equal(3, (await sandbox.Partner.AllAsync("audit-events")).Count(entry => (string)entry["action"]! == "SerialReplaced"));
    }

    [Fact]
    public async Task What_is_no_fact_of_a_box_is_refused()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var pbx = await sandbox.Partner.NewPbxAsync();
        var cloud = await sandbox.Partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" });
        (await sandbox.Partner.PatchAsync("sandbox/pbxs/" + pbx.Id(), new { online = true })).ExpectProblem(403, "AccessDenied");
        object[] bad = [new { }, new { activated = false }, new { online = true }, new { lastRenewal = "yesterday" }, new { databaseBytes = -1 }, new { database = " " }, new { wmsVersion = "four" }, new { assignedUsers = new Dictionary<string, int> { ["UC-Essential"] = -1 } }];
        foreach (var body in bad) (await SetAsync(sandbox, pbx, body)).ExpectProblem(400, "InvalidRequest");
        object[] onTheBox = [new { online = false }, new { activated = true }, new { lastRenewal = "2026-01-01T00:00:00Z" }, new { serial = "229900000001" }];
        foreach (var body in onTheBox) (await SetAsync(sandbox, cloud, body)).ExpectProblem(400, "InvalidRequest");
        Assert.Equal("7.04.20250929.2", (string)(await SetAsync(sandbox, cloud, new { wmsVersion = "7.04.20250929.2", database = "SQLite3" })).Expect(200)["resource"]["wmsVersion"]!);
    }

    [Fact]
    public async Task Assigned_users_are_known_to_the_rules_of_licences()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var pbx = await sandbox.Partner.NewLicensedPbxAsync();
        var set = (await SetAsync(sandbox, pbx, new { assignedUsers = new Dictionary<string, int> { ["uc-essential"] = 25 } })).Expect(200);
        Assert.True((bool)set["changed"]!);
        Assert.Equal((string)pbx["eTag"]!, set.ETag);
        Assert.DoesNotContain("DecreaseBelowAssigned", (await sandbox.Partner.PatchAsync($"pbxs/{pbx.Id()}/licenses?dryRun=true", Estate.Counts(("UC-Essential", 25)))).RuleIds);
        Assert.Contains("DecreaseBelowAssigned", (await sandbox.Partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 24)))).Expect(202).RuleIds);
    }

    static DateTimeOffset Whole(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    static Task<Reply> SetAsync(SandboxProcess sandbox, JsonNode pbx, object body) => sandbox.Manager.PatchAsync("sandbox/pbxs/" + pbx.Id(), body);

    static async Task MoveAsync(SandboxProcess sandbox, DateTimeOffset to) => (await sandbox.Manager.PostAsync("sandbox/clock", new { to })).Expect(200);
}
