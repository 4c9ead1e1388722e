using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace WildixPbx.Tests;

/// <summary>The model that the trail is replayed against, on trails that are not as they should be.</summary>
public sealed class TrailModelTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public async Task A_model_that_takes_a_lost_or_a_doubled_event_is_found()
    {
        var name = portal.NewPbx();
        foreach (var count in new[] { 11, 12, 13 }) portal.Session.Get($"Set-WmpLicense {name} -UcEssential {count} -Force");
        using var view = PortalView.Of(portal.Sandbox);
        var (trail, pbxs) = (await view.TrailAsync(), await view.PbxsAsync());
        new TrailModel(trail).CheckAgainst("pbx", pbxs);

        var changes = trail.Where(entry => (string)entry["action"]! == "LicensesChanged").ToArray();
        Assert.Equal(3, changes.Length);
        foreach (var change in changes)
        {
            Assert.ThrowsAny<XunitException>(() => new TrailModel([.. trail.Where(entry => entry != change)]).CheckAgainst("pbx", pbxs));
            Assert.ThrowsAny<XunitException>(() => new TrailModel([.. trail, Again(change, trail.Count)]));
        }

        // What was made twice from the state that it had left itself, under a key of its own.
        var twice = Again(changes[^1], trail.Count);
        twice["before"] = (string)twice["after"]!;
        twice["idempotencyKey"] = "another";
        Assert.ThrowsAny<XunitException>(() => new TrailModel([.. trail, twice]));
    }

    static JsonNode Again(JsonNode entry, int number)
    {
        var copy = entry.DeepClone();
        copy["sequence"] = number + 1000L;
        return copy;
    }
}
