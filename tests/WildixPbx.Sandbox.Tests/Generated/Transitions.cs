using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>What a change that was made has to have left behind.</summary>
static class Transitions
{
    public static void Check(Wish wish, Box after, bool changed)
    {
        if (wish.Kind == "create")
        {
            Assert.True(changed);
            Assert.Equal((wish.Name, wish.Platform, wish.Term, wish.Licensing), (after.Name, after.Platform, after.Term, after.Licensing));
            Assert.Equal(after.InForce, after.Requested);
            Assert.Equal(wish.Counts.Where(count => count.Number > 0).Sum(count => count.Number), after.InForce.Values.Sum());
            return;
        }

        var before = wish.Box!;
        var changesTerm = wish.Kind == "term" && wish.Term != before.Term;
        if (wish.Kind is "licenses" or "term") Assert.Equal(changesTerm || wish.Counts.Any(wish.Moves), changed);
        foreach (var profile in before.InForce.Keys.Union(before.Requested.Keys).Union(after.InForce.Keys).Union(after.Requested.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase))
        {
            var asked = wish.Counts.Where(count => string.Equals(count.Profile, profile, StringComparison.OrdinalIgnoreCase)).Select(count => (int?)count.Number).SingleOrDefault();
            var (from, to) = (before.InForce.GetValueOrDefault(profile), after.InForce.GetValueOrDefault(profile));
            Assert.Equal(asked ?? before.Requested.GetValueOrDefault(profile), after.Requested.GetValueOrDefault(profile));
            Assert.Equal(asked > from ? asked.Value : from, to); // up at once, down once a manager approves
        }

        Assert.Equal(wish.Kind == "term" ? wish.Term : before.Term, after.Term);
        if (!changesTerm) Assert.Equal(before.ExpiresOn, after.ExpiresOn);
        Assert.Equal(after.Term == "Lifetime", after.ExpiresOn is null);
        Assert.Equal(before.Storage, after.Storage);
        Assert.Equal(wish.Kind == "storage" && wish.Storage > before.Promised ? wish.Storage : before.Scheduled, after.Scheduled);
        Assert.Equal(wish.Kind == "ssh" ? wish.Open : before.IsOpen(wish.Now), after.IsOpen(wish.Now.AddMinutes(1)));
        Assert.Equal(wish.Kind == "rename" ? wish.Name : before.Name, after.Name);
        Assert.Equal(wish.Kind == "move" ? wish.CustomerId : before.CustomerId, after.CustomerId);
        Assert.Equal((before.Id, before.Serial, before.Platform, before.Licensing), (after.Id, after.Serial, after.Platform, after.Licensing));
        if (wish.Kind == "sharing") Assert.Equal(wish.Server!.Id, wish.RuleSet == "2020-02" && !(before.SharingServer == wish.Server.Id && before.RequestedServer is null) ? after.RequestedServer : after.SharingServer);
        else Assert.Equal((before.SharingServer, before.RequestedServer), (after.SharingServer, after.RequestedServer));
        if (!changed) Assert.Equal((string?)before.Json["eTag"], (string?)after.Json["eTag"]);
    }

    public static void CheckDecision(Box before, Box after, JsonNode request, string state)
    {
        var isApproved = state == "Approved";
        if ((string)request["kind"]! == "LicenseSharing")
        {
            Assert.Null(after.RequestedServer);
            Assert.Equal(isApproved ? (string)request["serverPbxId"]! : before.SharingServer, after.SharingServer);
            return;
        }

        foreach (var (profile, count) in request["requestedCounts"]!.AsObject())
        {
            Assert.Equal(isApproved ? (int)count! : before.InForce.GetValueOrDefault(profile), after.InForce.GetValueOrDefault(profile));
            Assert.False(after.IsWaiting(profile));
        }
    }
}
