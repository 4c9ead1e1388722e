using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class StorageAndSshTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task Storage_waits_for_one_am_and_both_sizes_are_shown_until_then()
    {
        var pbx = await CloudAsync();
        var reply = (await StorageAsync(pbx, 30, maximumFee: 60)).Expect(200);
        Assert.Equal(60m, (decimal)reply["fee"]["amount"]!);
        Assert.Equal(["StorageAppliedAtOneAm"], reply.RuleIds);
        Assert.Equal((10, 30), ((int)reply["resource"]["storageGB"]!, (int)reply["resource"]["scheduledStorageGB"]!));
        var due = (DateTimeOffset)reply["effectiveOn"]!;
        Assert.Equal(TimeSpan.FromHours(1), due.TimeOfDay);

        var same = (await StorageAsync(pbx, 30)).Expect(200);
        Assert.False((bool)same["changed"]!);
        Assert.Equal((0m, due), ((decimal)same["fee"]["amount"]!, (DateTimeOffset)same["effectiveOn"]!));
        Assert.Equal(30m, (decimal)(await StorageAsync(pbx, 40)).Expect(200)["fee"]["amount"]!);
        Assert.Equal(2, (await _partner.AllAsync("audit-events?subjectId=" + pbx.Id())).Count(one => (string)one["action"]! == "StorageScheduled"));
    }

    [Fact]
    public async Task Every_rule_of_storage_is_refused_over_http()
    {
        var pbx = await CloudAsync();
        (await StorageAsync(pbx, 40)).Expect(200);
        Assert.Equal(["StorageDecrease"], (await StorageAsync(pbx, 30)).Expect(422).RuleIds);
        Assert.Equal(["StorageDecrease", "StorageSizeInvalid"], (await StorageAsync(pbx, -5)).Expect(422).RuleIds);
        Assert.Equal(["StorageAppliedAtOneAm", "StorageSizeInvalid"], (await StorageAsync(pbx, 45)).Expect(422).RuleIds);
        Assert.Equal(["StorageAppliedAtOneAm", "FeeAboveMaximum"], (await StorageAsync(pbx, 50, maximumFee: 29)).Expect(422).RuleIds);
        Assert.Equal(["StorageOnlyOnCloud"], (await StorageAsync(await _partner.NewPbxAsync(), 20)).Expect(422).RuleIds);
        (await StorageAsync(pbx, int.MaxValue)).Expect(422);
        (await _partner.PatchAsync($"pbxs/{pbx.Id()}/storage", """{"storageGB":"20"}""")).ExpectProblem(400, "InvalidRequest");
    }

    [Fact]
    public async Task Ssh_opens_until_it_is_shut_or_for_a_time_and_keeps_since_when_it_is_open()
    {
        var pbx = await CloudAsync();
        var opened = (await SshAsync(pbx, open: true)).Expect(200)["resource"];
        Assert.Null(opened["sshOpenUntil"]);
        Assert.False((bool)(await SshAsync(pbx, open: true)).Expect(200)["changed"]!);

        var timed = (await SshAsync(pbx, open: true, seconds: 3600)).Expect(200)["resource"];
        Assert.Equal((string)opened["sshOpenedOn"]!, (string)timed["sshOpenedOn"]!);
        Assert.NotNull(timed["sshOpenUntil"]);
        Assert.False((bool)(await SshAsync(pbx, open: true)).Expect(200)["changed"]!);
        Assert.Contains(pbx.Id(), await IdsAsync("pbxs?sshOpen=true"));

        var shut = (await SshAsync(pbx, open: false)).Expect(200)["resource"];
        Assert.Null(shut["sshOpenedOn"]);
        Assert.Null(shut["sshOpenUntil"]);
        Assert.False((bool)(await SshAsync(pbx, open: false)).Expect(200)["changed"]!);
        Assert.DoesNotContain(pbx.Id(), await IdsAsync("pbxs?sshOpen=true"));
        Assert.Contains(pbx.Id(), await IdsAsync("pbxs?sshOpen=false"));
        Assert.Equal(["SshOpened", "SshOpened", "SshClosed"], (await _partner.AllAsync("audit-events?subjectId=" + pbx.Id())).Select(one => (string)one["action"]!).Where(action => action.StartsWith("Ssh", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ssh_is_for_Cloud_alone_and_takes_a_sensible_duration()
    {
        var box = await _partner.NewPbxAsync();
        Assert.Equal(["SshOnlyOnCloud"], (await SshAsync(box, open: true)).Expect(422).RuleIds);
        Assert.Equal(["SshOnlyOnCloud"], (await SshAsync(box, open: false)).Expect(422).RuleIds);
        var pbx = await CloudAsync();
        foreach (var seconds in new long[] { 0, -1, 366 * 86_400 + 1, long.MaxValue }) (await SshAsync(pbx, open: true, seconds)).ExpectProblem(400, "InvalidRequest");
        (await SshAsync(pbx, open: false, 60)).ExpectProblem(400, "InvalidRequest");
        (await SshAsync(pbx, open: true, 366 * 86_400)).Expect(200);
    }

    [Fact]
    public async Task A_port_shuts_by_itself_when_its_time_is_over()
    {
        var pbx = await CloudAsync();
        var until = (DateTimeOffset)(await SshAsync(pbx, open: true, seconds: 1)).Expect(200)["resource"]["sshOpenUntil"]!;
        await Eventually.TrueAsync(async () => (await _partner.GetAsync("pbxs/" + pbx.Id())).Json!["sshOpenedOn"] is null, "the port is shut");
        var entry = Assert.Single(await _partner.AllAsync("audit-events?subjectId=" + pbx.Id()), one => (string)one["action"]! == "SshClosed");
        Assert.Equal(("portal", until), ((string)entry["actor"]!, (DateTimeOffset)entry["at"]!));
    }

    async Task<List<string>> IdsAsync(string path) => [.. (await _partner.AllAsync(path)).Select(pbx => pbx.Id())];

    Task<JsonNode> CloudAsync() => _partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" });

    Task<Reply> StorageAsync(JsonNode pbx, int size, decimal? maximumFee = null) => _partner.PatchAsync($"pbxs/{pbx.Id()}/storage", new { storageGB = size, maximumFee });

    Task<Reply> SshAsync(JsonNode pbx, bool open, long? seconds = null)
        => _partner.PatchAsync($"pbxs/{pbx.Id()}/ssh", seconds is { } duration ? new { open, durationSeconds = duration } : (object)new { open });
}
