using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class TermTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_term_changes_only_without_licences_and_brings_the_new_counts_at_the_new_price()
    {
        var pbx = await _partner.NewLicensedPbxAsync(essential: 5, term: "Yearly");
        var refused = await SetAsync(pbx, "Monthly", ("UC-Essential", 5));
        refused.ExpectProblem(422, "RuleViolation");
        Assert.Contains("TermChangeNeedsZeroLicenses", refused.RuleIds);

        await ZeroAsync(pbx);
        var before = await ReadAsync(pbx);
        var reply = (await SetAsync(pbx, "Monthly", ("uc-essential", 7), ("PBX-BASIC", 2))).Expect(200);
        Assert.Equal(31m, (decimal)reply["fee"]["amount"]!);
        Assert.True((bool)reply["changed"]!);
        Assert.NotNull(reply.Json!["reportMistakeBy"]);
        Assert.Contains("MistakeReportWindow", reply.RuleIds);
        Assert.DoesNotContain("NotLastDay", reply.RuleIds);

        var after = await ReadAsync(pbx);
        Assert.True(JsonNode.DeepEquals(after, reply["resource"]["pbx"]!));
        Assert.Equal("Monthly", (string)after["term"]!);
        Assert.Equal("""{"UC-Essential":7,"PBX-BASIC":2}""", after["licenses"]!.ToJsonString());
        Assert.Equal("""{"UC-Essential":7,"PBX-BASIC":2}""", after["requestedLicenses"]!.ToJsonString());
        Assert.True((DateTimeOffset)after["expiresOn"]! < (DateTimeOffset)before["expiresOn"]!);
        var entry = Assert.Single(await _partner.AllAsync("audit-events?subjectId=" + pbx.Id()), one => (string)one["action"]! == "TermChanged");
        Assert.True(JsonNode.DeepEquals(after, JsonNode.Parse((string)entry["after"]!)));
    }

    [Fact]
    public async Task The_same_term_alone_is_no_change_and_with_counts_a_change_of_licences()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var events = (await _partner.AllAsync("audit-events?subjectId=" + pbx.Id())).Count;
        var same = (await SetAsync(pbx, "Yearly")).Expect(200);
        Assert.False((bool)same["changed"]!);
        Assert.Contains("TermUnchanged", same.RuleIds);
        Assert.Null(same.Json!["reportMistakeBy"]);
        Assert.Equal(events, (await _partner.AllAsync("audit-events?subjectId=" + pbx.Id())).Count);

        var up = (await SetAsync(pbx, "Yearly", ("UC-Essential", 31))).Expect(200);
        Assert.Equal(40m, (decimal)up["fee"]["amount"]!);
        var down = (await SetAsync(pbx, "Yearly", ("UC-Essential", 3))).Expect(202);
        Assert.Contains("DecreaseNeedsApproval", down.RuleIds);
        Assert.Equal(31, (int)down["resource"]["profiles"]![0]!["effectiveCount"]!);
        Assert.Equal((string)pbx["expiresOn"]!, (string)(await ReadAsync(pbx))["expiresOn"]!);
    }

    [Fact]
    public async Task Every_rule_of_the_term_is_refused_over_http()
    {
        var cloud = await _partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" });
        Assert.Equal(["LifetimeNotForCloud", "MistakeReportWindow"], (await SetAsync(cloud, "Lifetime")).Expect(422).RuleIds);

        var lifetime = await _partner.NewLicensedPbxAsync(term: "Lifetime");
        Assert.Equal(["TermChangeNeedsZeroLicenses", "LifetimeDecrease", "MistakeReportWindow"], (await SetAsync(lifetime, "Yearly", ("UC-Essential", 0))).Expect(422).RuleIds);

        var empty = await _partner.NewPbxAsync();
        var path = $"pbxs/{empty.Id()}/term";
        var broken = await _partner.PatchAsync(path, new { term = "Monthly", licenses = new Dictionary<string, int> { ["UC-None"] = 1, ["UC-Essential"] = 100_001 }, maximumFee = 1 });
        Assert.Equal(["MistakeReportWindow", "ProfileUnknown", "LicenseCountInvalid", "FeeAboveMaximum"], broken.Expect(422).RuleIds);
        Assert.Equal(empty.ToJsonString(), (await ReadAsync(empty)).ToJsonString());
        (await _partner.PatchAsync(path, new { term = "Weekly" })).ExpectProblem(400, "InvalidRequest");
        (await _partner.PatchAsync(path, new { licenses = new { } })).ExpectProblem(400, "InvalidRequest");
    }

    [Fact]
    public async Task A_pending_request_keeps_the_term_as_it_is()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        (await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 0)))).Expect(202);
        var refused = await SetAsync(pbx, "Monthly", ("UC-Essential", 5));
        refused.ExpectProblem(422, "RuleViolation");
        Assert.Contains("TermChangeNeedsZeroLicenses", refused.RuleIds);
        Assert.Contains("RequestPending", refused.RuleIds);
    }

    async Task ZeroAsync(JsonNode pbx)
    {
        var request = (string)(await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 0)))).Expect(202)["requestId"]!;
        (await fixture.Manager.PostAsync($"requests/{request}/decision", new { state = "Approved" })).Expect(200);
    }

    Task<Reply> SetAsync(JsonNode pbx, string term, params (string Profile, int Count)[] counts)
        => _partner.PatchAsync($"pbxs/{pbx.Id()}/term", new { term, licenses = counts.ToDictionary(count => count.Profile, count => count.Count) });

    async Task<JsonNode> ReadAsync(JsonNode pbx) => (await _partner.GetAsync("pbxs/" + pbx.Id())).Expect(200).Json!;
}
