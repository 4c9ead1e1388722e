using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class LicenseTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task An_increase_is_in_force_at_once_and_costs_the_difference()
    {
        var pbx = await _partner.NewLicensedPbxAsync(essential: 20);
        var reply = (await SetAsync(pbx, ("uc-essential", 30), ("UC-Business", 2))).Expect(200);
        Assert.True((bool)reply["changed"]!);
        Assert.Equal(540m, (decimal)reply["fee"]["amount"]!);
        var profile = reply["resource"]["profiles"]![0]!;
        Assert.Equal("UC-Essential", (string)profile["profile"]!);
        Assert.Equal((20, 30, 30), ((int)profile["previousCount"]!, (int)profile["requestedCount"]!, (int)profile["effectiveCount"]!));
        Assert.Equal(400m, (decimal)profile["fee"]!["amount"]!);
        Assert.NotNull(profile["effectiveOn"]);
        Assert.Null(profile["requestId"]);
        Assert.Equal("""{"UC-Essential":30,"UC-Business":2}""", (await ReadAsync(pbx))["licenses"]!.ToJsonString());
    }

    [Fact]
    public async Task A_decrease_waits_while_the_increases_of_the_same_save_are_in_force()
    {
        var pbx = await _partner.NewPbxAsync(new { licenses = new Dictionary<string, int> { ["UC-Essential"] = 30, ["PBX-BASIC"] = 10 } });
        var reply = (await SetAsync(pbx, ("UC-Essential", 20), ("PBX-BASIC", 0), ("UC-Business", 5))).Expect(202);

        var requestId = (string)reply["requestId"]!;
        Assert.Null(reply.Json!["effectiveOn"]);
        Assert.Equal(["DecreaseNeedsApproval", "DecreaseNeedsApproval", "NotLastDay"], reply.RuleIds);
        Assert.Equal([requestId, requestId, null], reply["resource"]["profiles"]!.AsArray().Select(profile => (string?)profile!["requestId"]));
        Assert.Equal([30, 10, 5], reply["resource"]["profiles"]!.AsArray().Select(profile => (int)profile!["effectiveCount"]!));

        var after = await ReadAsync(pbx);
        Assert.Equal("""{"UC-Essential":30,"PBX-BASIC":10,"UC-Business":5}""", after["licenses"]!.ToJsonString());
        Assert.Equal("""{"UC-Essential":20,"UC-Business":5}""", after["requestedLicenses"]!.ToJsonString());

        var request = (await _partner.GetAsync("requests/" + requestId)).Expect(200);
        Assert.Equal("Pending", (string)request["state"]!);
        Assert.Equal("""{"UC-Essential":30,"PBX-BASIC":10}""", request["presentCounts"].ToJsonString());
        Assert.Equal("""{"UC-Essential":20,"PBX-BASIC":0}""", request["requestedCounts"].ToJsonString());
        Assert.Single(await _partner.AllAsync("requests?pbx=" + pbx.Id()));
    }

    [Fact]
    public async Task Approval_brings_the_counts_into_force_and_sends_one_mail()
    {
        var (pbx, request) = await NewRequestAsync();
        var decided = (await fixture.Manager.PostAsync($"requests/{request}/decision", new { state = "Approved", reason = "fine" })).Expect(200);
        Assert.Equal(("Approved", "manager", "fine"), ((string)decided["resource"]["state"]!, (string)decided["resource"]["decidedBy"]!, (string)decided["resource"]["reason"]!));
        Assert.Equal("""{"UC-Essential":20}""", (await ReadAsync(pbx))["licenses"]!.ToJsonString());
        Assert.Single(await _partner.AllAsync("mails"), mail => ((string)mail["subject"]!).Contains(request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Denial_and_withdrawal_take_back_what_was_asked_for(bool isDenied)
    {
        var (pbx, request) = await NewRequestAsync();
        var closed = isDenied
            ? await fixture.Manager.PostAsync($"requests/{request}/decision", new { state = "Denied" })
            : await _partner.PostAsync($"requests/{request}/withdrawal", null);
        Assert.Equal(isDenied ? "Denied" : "Withdrawn", (string)closed.Expect(200)["resource"]["state"]!);

        var after = await ReadAsync(pbx);
        Assert.Equal("""{"UC-Essential":30}""", after["licenses"]!.ToJsonString());
        Assert.Equal("""{"UC-Essential":30}""", after["requestedLicenses"]!.ToJsonString());
        Assert.Equal(isDenied ? 1 : 0, (await _partner.AllAsync("mails")).Count(mail => ((string)mail["subject"]!).Contains(request, StringComparison.Ordinal)));
        (await SetAsync(pbx, ("UC-Essential", 10))).Expect(202);
    }

    [Fact]
    public async Task Deciding_twice_is_the_same_and_deciding_otherwise_is_refused()
    {
        var (_, request) = await NewRequestAsync();
        var path = $"requests/{request}/decision";
        (await fixture.Manager.PostAsync(path, new { state = "Withdrawn" })).ExpectProblem(400, "InvalidRequest");
        (await _partner.PostAsync(path, new { state = "Approved" })).ExpectProblem(403, "AccessDenied");
        Assert.True((bool)(await fixture.Manager.PostAsync(path, new { state = "Approved" })).Expect(200)["changed"]!);
        Assert.False((bool)(await fixture.Manager.PostAsync(path, new { state = "Approved" })).Expect(200)["changed"]!);
        (await fixture.Manager.PostAsync(path, new { state = "Denied" })).ExpectProblem(409, "AlreadyDecided");
        (await _partner.PostAsync($"requests/{request}/withdrawal", null)).ExpectProblem(409, "AlreadyDecided");
        Assert.Equal(2, (await _partner.AllAsync("audit-events?subjectId=" + request)).Count);
    }

    [Fact]
    public async Task Asking_again_for_what_waits_is_no_change_and_asking_for_another_count_is_refused()
    {
        var (pbx, request) = await NewRequestAsync();
        var again = (await SetAsync(pbx, ("UC-Essential", 20))).Expect(200);
        Assert.False((bool)again["changed"]!);
        Assert.Equal(request, (string)again["requestId"]!);
        Assert.Equal(request, (string)again["resource"]["profiles"]![0]!["requestId"]!);
        foreach (var count in new[] { 10, 30, 40 }) Assert.Contains("RequestPending", (await SetAsync(pbx, ("UC-Essential", count))).Expect(422).RuleIds);
        (await SetAsync(pbx, ("UC-Business", 1), ("UC-Essential", 20))).Expect(200);
    }

    [Fact]
    public async Task Counts_that_are_so_already_change_nothing_and_write_no_event()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var events = (await _partner.AllAsync("audit-events?subjectId=" + pbx.Id())).Count;
        var reply = (await SetAsync(pbx, ("UC-Essential", 30), ("UC-Business", 0))).Expect(200);
        Assert.False((bool)reply["changed"]!);
        Assert.Empty(reply.RuleIds);
        Assert.Equal(0m, (decimal)reply["fee"]["amount"]!);
        Assert.Equal((string)pbx["eTag"]!, reply.ETag);
        Assert.Equal(events, (await _partner.AllAsync("audit-events?subjectId=" + pbx.Id())).Count);
    }

    [Fact]
    public async Task Broken_rules_of_a_save_refuse_all_of_it()
    {
        var pbx = await _partner.NewLicensedPbxAsync(term: "Lifetime");
        var reply = await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", new { licenses = new Dictionary<string, int> { ["UC-Essential"] = 20, ["UC-None"] = 1, ["UC-Business"] = 100_001, ["UC-Premium"] = 5 }, maximumFee = 1 });
        reply.ExpectProblem(422, "RuleViolation");
        Assert.Equal(["LifetimeDecrease", "ProfileUnknown", "LicenseCountInvalid", "FeeAboveMaximum"], reply.RuleIds);
        Assert.Equal(pbx.ToJsonString(), (await ReadAsync(pbx)).ToJsonString());
    }

    [Fact]
    public async Task A_save_that_names_no_profile_or_one_twice_is_refused()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var path = $"pbxs/{pbx.Id()}/licenses";
        (await _partner.PatchAsync(path, """{"licenses":{}}""")).ExpectProblem(400, "InvalidRequest");
        (await _partner.PatchAsync(path, """{"licenses":{"UC-Essential":1,"uc-essential":2}}""")).ExpectProblem(400, "InvalidRequest");
        (await _partner.PatchAsync(path, """{"licenses":null}""")).ExpectProblem(400, "InvalidRequest");
        (await _partner.PatchAsync(path, """{"licenses":{"UC-Essential":"12"}}""")).ExpectProblem(400, "InvalidRequest");
        (await _partner.PatchAsync(path, """{"licenses":{"UC-Essential":1.5}}""")).ExpectProblem(400, "InvalidRequest");
        Assert.Equal(pbx.ToJsonString(), (await ReadAsync(pbx)).ToJsonString());
    }

    Task<Reply> SetAsync(JsonNode pbx, params (string Profile, int Count)[] counts) => _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(counts));

    async Task<JsonNode> ReadAsync(JsonNode pbx) => (await _partner.GetAsync("pbxs/" + pbx.Id())).Expect(200).Json!;

    async Task<(JsonNode Pbx, string Request)> NewRequestAsync()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        return (pbx, (string)(await SetAsync(pbx, ("UC-Essential", 20))).Expect(202)["requestId"]!);
    }
}
