using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>
/// The move of a PBX to the Cloud and its way back, with what has to become of every PBX of the scenario: all that is
/// licensed, named or pointed at has one holder before and after.
/// </summary>
sealed class CloudMoveSteps(World world, Tally tally)
{
    // Of no change of anybody's, or of each.
    static readonly string[] OwnMembers = ["eTag", "lastRenewal"];

    // What goes over from one PBX to the other.
    static readonly string[] Taken = ["name", "customer", "customerId", "term", "termStartedOn", "expiresOn", "licensing", "serial", "licenses", "requestedLicenses", "inNetwork"];

    PortalClient Partner => world.Sandbox.Partner;

    public async Task MoveAsync(Step step, Box box)
    {
        // Mostly one that can be moved, and rather one whose licences are shared: what points at it is what matters.
        box = Rather(step, Rather(step, box, CanMove), one => CanMove(one) && world.IsServer(one));
        var region = step.Region == "fitting" ? "eu-central-1" : step.Region;
        var (path, body) = ($"pbxs/{box.Id}/cloud-move", new JsonObject { ["region"] = region });
        var known = region == "EU-West-1" ? "eu-west-1" : region;
        var made = box.IsMigrated ? world.Find(box.MigratedTo!) : box;
        if (made.MigratedFrom is not null && (known.Length == 0 || known == made.Region))
        {
            await UnchangedAsync("POST", path, body);
            return;
        }

        var wish = new Wish { Kind = "tocloud", RuleSet = world.RuleSet, Now = world.Now, Box = box, Platform = "Cloud", Region = region, Term = box.Term, Licensing = box.Licensing };
        if (box.IsMigrated) await RefusedAsync("POST", path, body, 409, "PbxMigrated");
        else if (await JudgeAsync(wish, path, body) is { } quote)
        {
            var reply = (await Partner.PostAsync(path, body)).Expect(201);
            Assert.Equal(quote.RuleIds, reply.RuleIds);
            var (source, target) = (new Box(reply["resource"]["source"]!.AsObject()), new Box(reply["resource"]["target"]!.AsObject()));
            Assert.Equal((box.Id, target.Id, box.Id, "Cloud", known), (source.Id, source.MigratedTo, target.MigratedFrom, target.Platform, target.Region));
            await CheckAsync(box, before: null, source, target);
        }
    }

    public async Task UndoAsync(Step step, Box box)
    {
        box = Rather(step, box, one => one.MigratedFrom is not null);
        var path = $"pbxs/{box.Id}/cloud-move";
        var cloud = box is { IsMigrated: true, IsCloud: false } ? world.Find(box.MigratedTo!) : box;
        var wasUndone = cloud is { IsMigrated: true, IsCloud: true } || (cloud is { IsMigrated: false, IsCloud: false } && world.Boxes.Exists(other => other.IsMigrated && other.MigratedTo == cloud.Id));
        if (wasUndone) await UnchangedAsync("DELETE", path, null);
        else if (cloud.MigratedFrom is not { } sourceId) await RefusedAsync("DELETE", path, null, 404, "NotFound");
        else if (cloud.Promised > 10)
        {
            tally.Add("fromcloud", "refused", ["StorageOnlyOnCloud"]);
            Assert.Equal(["StorageOnlyOnCloud"], (await Partner.DeleteAsync(path + "?dryRun=true")).Expect(200).RuleIds);
            Assert.Equal(["StorageOnlyOnCloud"], (await Partner.DeleteAsync(path)).ExpectProblem(422, "RuleViolation").RuleIds);
        }
        else if (IsClient(cloud)) await RefusedAsync("DELETE", path, null, 409, "InUse");
        else
        {
            tally.Add("fromcloud", "made", []);
            var before = world.Find(sourceId);
            Assert.True((bool)(await Partner.DeleteAsync(path + "?dryRun=true")).Expect(200)["changed"]!);
            var reply = (await Partner.DeleteAsync(path)).Expect(200);
            var (source, target) = (new Box(reply["resource"]["source"]!.AsObject()), new Box(reply["resource"]["target"]!.AsObject()));
            Assert.Equal((cloud.Id, sourceId, sourceId, before.Platform), (target.Id, target.MigratedTo, source.Id, source.Platform));
            await CheckAsync(cloud, before, target, source);
        }
    }

    Box Rather(Step step, Box box, Func<Box, bool> fits)
        => step.Other % 3 > 0 && world.Boxes.Where(fits).ToArray() is { Length: > 0 } fitting ? fitting[step.Pbx % fitting.Length] : box;

    /// <summary>The dry run of a move that the rules allow; none where they don't, or a sharing is in the way.</summary>
    async Task<Reply?> JudgeAsync(Wish wish, string path, JsonObject body)
    {
        var expected = RuleTable.Find(wish);
        var isRefused = expected.Exists(RuleTable.IsError);
        var offline = OfflineCheck.Check(wish);
        Assert.Equal(expected, offline.Select(finding => finding.RuleId));
        if (!isRefused && IsClient(wish.Box!))
        {
            await RefusedAsync("POST", path, body, 409, "InUse");
            return null;
        }

        tally.Add("tocloud", isRefused ? "refused" : "made", expected);
        var quote = (await Partner.PostAsync(path + "?dryRun=true", body)).Expect(200);
        Assert.Equal(offline.Select(finding => $"{finding.Severity} {finding.Message}"), quote["findings"].AsArray().Select(finding => $"{finding!["severity"]} {finding["message"]}"));
        if (!isRefused) return quote;
        Assert.Equal(expected, (await Partner.PostAsync(path, body)).ExpectProblem(422, "RuleViolation").RuleIds);
        return null;
    }

    /// <summary>Checks both PBXs, and that nothing else changed but what pointed at the first.</summary>
    /// <param name="from">The PBX that gave, as it was.</param>
    /// <param name="before">The PBX that took, as it was; none where it is new.</param>
    /// <param name="emptied">The PBX that gave.</param>
    /// <param name="holder">The PBX that took.</param>
    async Task CheckAsync(Box from, Box? before, Box emptied, Box holder)
    {
        foreach (var member in Taken) Assert.True(JsonNode.DeepEquals(from.Json[member], holder.Json[member]), $"{member}: {from.Json} {holder.Json}");
        Assert.True(emptied.IsMigrated && !holder.IsMigrated && holder.MigratedTo is null && emptied.MigratedFrom is null);
        Assert.True(emptied.Serial is null && emptied.ExpiresOn is null && emptied.InForce.Count == 0 && emptied.Requested.Count == 0 && emptied.SshOpenedOn is null && !emptied.InNetwork);
        Assert.Equal(from.Serial, emptied.FormerSerials[^1]);
        Assert.Equal(from.Name, emptied.Name);
        Assert.Equal(from.FormerSerials, holder.FormerSerials);

        var all = await world.ReadAsync();
        Assert.Equal(world.Boxes.Count + (before is null ? 1 : 0), all.Count);
        foreach (var box in all.Where(box => box.Id != emptied.Id && box.Id != holder.Id))
        {
            var expected = Plain(world.Find(box.Id));
            foreach (var member in new[] { "sharingServer", "requestedSharingServer" })
                if ((string?)expected[member] == from.Id) expected[member] = holder.Id;
            Assert.Equal(expected.ToJsonString(), Plain(box).ToJsonString());
        }

        foreach (var box in new[] { emptied, holder }) Assert.Equal(Plain(box).ToJsonString(), Plain(all.Single(one => one.Id == box.Id)).ToJsonString());
        foreach (var request in await Partner.AllAsync("requests?state=Pending")) Assert.False((string)request["pbxId"]! == from.Id || (string?)request["serverPbxId"] == from.Id, request.ToJsonString());
        foreach (var box in all) world.Put(box.Json);
    }

    async Task UnchangedAsync(string method, string path, JsonObject? body)
    {
        tally.Add(method == "POST" ? "tocloud" : "fromcloud", "so already", []);
        foreach (var query in new[] { "?dryRun=true", "" }) Assert.False((bool)(await Partner.ChangeAsync(method, path + query, body)).Expect(200)["changed"]!);
    }

    async Task RefusedAsync(string method, string path, JsonObject? body, int status, string code)
    {
        tally.Add(method == "POST" ? "tocloud" : "fromcloud", "in conflict", []);
        foreach (var query in new[] { "?dryRun=true", "" }) (await Partner.ChangeAsync(method, path + query, body)).ExpectProblem(status, code);
    }

    static bool CanMove(Box box) => box is { IsMigrated: false, IsCloud: false, Term: not "Lifetime", Licensing: "PerUser" } && !IsClient(box);

    static bool IsClient(Box box) => box.SharingServer is not null || box.RequestedServer is not null;

    static JsonObject Plain(Box box)
    {
        var json = box.Json.DeepClone().AsObject();
        foreach (var member in OwnMembers) json.Remove(member);
        // Activates by itself at any moment.
        if ((string?)json["state"] == "Activating") json["state"] = "Active";
        return json;
    }
}
