using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>What holds at every moment, whatever was done before.</summary>
static class Invariants
{
    // What the portal does by itself in the meantime.
    static readonly string[] OwnMembers = ["state", "eTag", "lastRenewal"];

    /// <summary>Checks what is left at the end, and that the trail alone leads to it.</summary>
    public static async Task CheckEndAsync(World world)
    {
        var present = await world.ReadAsync();
        Assert.Equal(world.Boxes.Select(box => Known(box).ToJsonString()), present.Select(box => Known(box).ToJsonString()));
        var holders = present.Where(box => !box.IsMigrated).ToArray();
        Assert.Equal(holders.Length, holders.Select(box => box.Serial).Distinct().Count());
        Assert.Equal(holders.Length, holders.Select(box => box.Name).Distinct().Count());
        foreach (var box in present.Where(box => box.IsMigrated)) await CheckMigratedAsync(world, box, present);
        foreach (var box in present) Check(box, present, world.RuleSet);
        if (world.RuleSet == "2022-04")
            foreach (var customer in world.Customers) Assert.True(present.Count(box => box.CustomerId == customer && box.IsLicensed) <= 1, $"{customer} has two PBXs with licences.");
        foreach (var box in present) await ReplayAsync(world, box);
    }

    /// <summary>A PBX that was moved has nothing, and whatever it is called finds the one that has it all.</summary>
    static async Task CheckMigratedAsync(World world, Box box, List<Box> all)
    {
        Assert.True(box.Serial is null && !box.IsLicensed && box.ExpiresOn is null && box.SharingServer is null && box.RequestedServer is null, box.Name);
        var holder = box;
        for (var steps = 0; holder.IsMigrated && steps <= all.Count; steps++) holder = all.Single(other => other.Id == holder.MigratedTo);
        Assert.False(holder.IsMigrated);
        foreach (var serial in box.FormerSerials)
        {
            var found = new Box((await world.Sandbox.Partner.GetAsync("pbxs/" + serial)).Expect(200).Json!.AsObject());
            Assert.Equal(holder.Id, found.Id);
            Assert.Equal(holder.Serial, box.FormerSerials[^1]);
        }

        Assert.False(all.Exists(other => other.SharingServer == box.Id || other.RequestedServer == box.Id), $"{box.Name} is a server still.");
    }

    static void Check(Box box, List<Box> all, string rules)
    {
        foreach (var (profile, count) in box.InForce) Assert.True(count is > 0 and <= 100_000 && box.Requested.GetValueOrDefault(profile) <= count, $"{box.Name}: {profile} {count}");
        foreach (var (profile, count) in box.Requested) Assert.True(count > 0 && box.InForce.GetValueOrDefault(profile) >= count, $"{box.Name}: {profile} {count}");
        if (box.Term == "Lifetime") Assert.False(box.IsCloud || box.InForce.Keys.Any(box.IsWaiting), box.Name);
        Assert.Equal(box.IsCloud, box.Storage is not null);
        Assert.True(box.Scheduled is null || box.Scheduled > box.Storage, box.Name);
        Assert.True(box.SshOpenedOn is null || box.IsCloud, box.Name);
        if (box.SharingServer is not { } id) return;

        var server = all.Single(other => other.Id == id);
        Assert.False(box.IsLicensed, $"{box.Name} shares and has licences.");
        Assert.True(server.SharingServer is null && server.CustomerId == box.CustomerId && server.Id != box.Id && server.InNetwork && box.InNetwork, $"{box.Name} shares the licences of {server.Name}.");
        if (rules == "2020-02") Assert.True(!box.IsCloud && box.Licensing == "PerUser" && server.Licensing == "PerUser", box.Name);
    }

    /// <summary>Plays the trail of a PBX: each event follows on the one before, storage never shrinks, and the last one is what there is.</summary>
    static async Task ReplayAsync(World world, Box box)
    {
        JsonNode? state = null;
        var storage = 0;
        foreach (var entry in await world.Sandbox.Partner.AllAsync($"audit-events?subjectId={box.Id}"))
        {
            var before = Document(entry["before"]);
            Assert.True(JsonNode.DeepEquals(before, state), $"{entry.ToJsonString()} does not follow on {state?.ToJsonString()}");
            state = Document(entry["after"])!;
            var now = (int?)state["scheduledStorageGB"] ?? (int?)state["storageGB"] ?? 0;
            Assert.True(now >= storage, $"Storage went from {storage} to {now}: {entry.ToJsonString()}");
            storage = now;
        }

        Assert.Equal(Known(new Box(state!.AsObject())).ToJsonString(), Known(box).ToJsonString());
    }

    static JsonObject Known(Box box)
    {
        var json = box.Json.DeepClone().AsObject();
        foreach (var member in OwnMembers) json.Remove(member);
        return json;
    }

    static JsonNode? Document(JsonNode? text) => text is null ? null : JsonNode.Parse((string)text!);
}
