using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>
/// Plays steps on a portal. Of each change there are four opinions: that of the independent model, that of the check
/// without a portal, the dry run's and the change's own. They have to be one.
/// </summary>
sealed class Scenario(World world, Tally tally)
{
    readonly CloudMoveSteps _cloud = new(world, tally);

    PortalClient Partner => world.Sandbox.Partner;

    public async Task PlayAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps) await PlayAsync(step);
        await Invariants.CheckEndAsync(world);
    }

    Task PlayAsync(Step step)
    {
        var box = world.Box(step.Pbx);
        return step.Kind switch
        {
            "buy" => world.BuyAsync(),
            "clock" => world.PassAsync(step.Hours),
            "create" => ChangeAsync(ChangeOf.Creation(world, step)),
            _ when box is null => Task.CompletedTask,
            "assign" => world.AssignAsync(box, step.Counts),
            "decide" => DecideAsync(step),
            "tocloud" => _cloud.MoveAsync(step, box),
            "fromcloud" => _cloud.UndoAsync(step, box),
            _ when box.IsMigrated => RefuseAsync(step, box),
            "key" => ReadKeyAsync(box),
            "unshare" => SetAsync("DELETE", $"pbxs/{box.Id}/sharing"),
            "network" => NetworkAsync(box, step.Other % 4 > 0),
            "licenses" when step.Counts.Count == 0 => Task.CompletedTask, // the portal takes no change that names nothing
            _ => ChangeAsync(ChangeOf.Step(world, step, box)),
        };
    }

    async Task ChangeAsync(ChangeOf change)
    {
        var wish = change.Wish;
        var expected = RuleTable.Find(wish);
        var isRefused = expected.Exists(RuleTable.IsError) && change.Conflict != "PbxMigrated";
        tally.Add(wish.Kind, isRefused ? "refused" : change.Conflict is not null ? "in conflict" : "made", expected);
        var offline = OfflineCheck.Check(wish);
        Assert.Equal(expected, offline.Select(finding => finding.RuleId));

        var quote = await Partner.ChangeAsync(change.Method, change.Path + "?dryRun=true", change.Body);
        if (!isRefused && change.Conflict is { } conflict)
        {
            quote.ExpectProblem(409, conflict);
            (await Partner.ChangeAsync(change.Method, change.Path, change.Body)).ExpectProblem(409, conflict);
            return;
        }

        quote.Expect(200);
        Assert.Equal(expected, quote.RuleIds);
        Assert.Equal(offline.Select(finding => $"{finding.Severity} {finding.Message}"), Findings(quote).Select(finding => $"{finding!["severity"]} {finding["message"]}"));
        if (quote.Json!["fee"] is { } fee) Assert.Equal(wish.Fee, (decimal)fee["amount"]!);

        var made = await Partner.ChangeAsync(change.Method, change.Path, change.Body);
        Assert.Equal(Findings(quote).ToJsonString(), Findings(made).ToJsonString());
        if (isRefused)
        {
            made.ExpectProblem(422, "RuleViolation");
            return;
        }

        Assert.True(made.Status is 200 or 201 or 202, made.Text);
        foreach (var member in new[] { "changed", "fee" }) Assert.True(JsonNode.DeepEquals(quote.Json[member], made.Json![member]), $"{member}: {quote.Text} {made.Text}");
        Assert.Equal(quote.Json["requestId"] is null, made.Json!["requestId"] is null);
        var after = made["resource"]["pbx"] ?? made["resource"];
        Transitions.Check(wish, new Box(after.AsObject()), (bool)made["changed"]!);
        world.Put(after);
        if (wish is { Kind: "create", Platform: "Hardware" }) world.BoxesLeft--;
    }

    /// <summary>A PBX that was moved to the Cloud takes no change.</summary>
    async Task RefuseAsync(Step step, Box box)
    {
        tally.Add(step.Kind, "in conflict", []);
        if (step.Kind == "key") (await Partner.GetAsync($"pbxs/{box.Id}/key")).ExpectProblem(box.IsCloud ? 422 : 409, box.IsCloud ? "RuleViolation" : "PbxMigrated");
        if (step.Kind is "key" or "unshare" or "network" or "licenses") return;
        var change = ChangeOf.Step(world, step, box);
        foreach (var query in new[] { "?dryRun=true", "" }) (await Partner.ChangeAsync(change.Method, change.Path + query, change.Body)).ExpectProblem(409, "PbxMigrated");
    }

    async Task NetworkAsync(Box box, bool on)
    {
        var isSharing = box.SharingServer is not null || box.RequestedServer is not null || world.IsServer(box);
        if (!on && box.InNetwork && isSharing) (await Partner.DeleteAsync($"pbxs/{box.Id}/network")).ExpectProblem(409, "InUse");
        else await SetAsync(on ? "PUT" : "DELETE", $"pbxs/{box.Id}/network");
    }

    async Task SetAsync(string method, string path)
    {
        tally.Add(path[(path.LastIndexOf('/') + 1)..], "made", []);
        var quote = (await Partner.ChangeAsync(method, path + "?dryRun=true", null)).Expect(200);
        var made = (await Partner.ChangeAsync(method, path, null)).Expect(200);
        Assert.Equal((bool)quote["changed"]!, (bool)made["changed"]!);
        world.Put(made["resource"]);
    }

    async Task ReadKeyAsync(Box box)
    {
        var expected = RuleTable.Find(new Wish { Kind = "key", RuleSet = world.RuleSet, Now = world.Now, Box = box });
        tally.Add("key", "read", expected);
        var read = await Partner.GetAsync($"pbxs/{box.Id}/key");
        if (expected.Count == 0) read.Expect(200);
        else Assert.Equal(expected, read.ExpectProblem(422, "RuleViolation").RuleIds);
    }

    /// <summary>Approves, denies or takes back a request that waits; one that breaks rules by now stays.</summary>
    async Task DecideAsync(Step step)
    {
        var waiting = world.Boxes.Where(box => box.RequestedServer is not null || box.InForce.Keys.Union(box.Requested.Keys).Any(box.IsWaiting)).ToArray();
        if (waiting.Length == 0) return;
        var box = waiting[step.Other % waiting.Length];
        var requests = (await Partner.AllAsync($"requests?state=Pending&pbx={box.Id}")).ToArray();
        Assert.NotEmpty(requests); // what is asked for and not in force has a request
        var request = requests[step.Customer % requests.Length];
        var state = (step.Hours, step.Storage % 20 == 0) switch { (7, _) => "Approved", (25, true) => "Denied", (25, false) => "Withdrawn", _ => "Approved" };
        tally.Add("decision", state, []);
        if (state == "Approved" && (string)request["kind"]! == "LicenseSharing" && await IsForbiddenAsync(box, request)) return;
        var closed = state == "Withdrawn"
            ? await Partner.PostAsync($"requests/{request.Id()}/withdrawal", null)
            : await world.Sandbox.Manager.PostAsync($"requests/{request.Id()}/decision", new { state });
        Assert.Equal(state, (string)closed.Expect(200)["resource"]["state"]!);
        var after = (await Partner.GetAsync("pbxs/" + box.Id)).Expect(200).Json!;
        Transitions.CheckDecision(box, new Box(after.AsObject()), request, state);
        world.Put(after);
    }

    async Task<bool> IsForbiddenAsync(Box client, JsonNode request)
    {
        var server = world.Boxes.Single(box => box.Id == (string)request["serverPbxId"]!);
        var broken = RuleTable.Find(new Wish { Kind = "sharing", RuleSet = world.RuleSet, Now = world.Now, Box = new Box(WithoutRequest(client)), Server = server }).Where(RuleTable.IsError).ToArray();
        var isServer = world.IsServer(client);
        if (broken.Length == 0 && !isServer) return false;
        var refused = await world.Sandbox.Manager.PostAsync($"requests/{request.Id()}/decision", new { state = "Approved" });
        if (broken.Length > 0) Assert.Equal(broken, refused.ExpectProblem(422, "RuleViolation").RuleIds);
        else refused.ExpectProblem(409, "InUse");
        return true;
    }

    // The request itself is no sharing that is there already.
    static JsonObject WithoutRequest(Box box)
    {
        var json = box.Json.DeepClone().AsObject();
        json.Remove("requestedSharingServer");
        return json;
    }

    static JsonArray Findings(Reply reply) => (reply.Json!["violations"] ?? reply.Json["findings"])!.AsArray();
}
