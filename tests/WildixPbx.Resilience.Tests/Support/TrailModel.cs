using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>
/// The portal's state as the trail alone tells it: each event is played on what the events before it left. An event that
/// was lost shows up as a change from a state that never was, one that stands twice as a change from a state that is over.
/// </summary>
sealed class TrailModel
{
    readonly Dictionary<string, (string Kind, JsonNode State)> _objects = [];
    readonly HashSet<(string Key, string Subject)> _changes = [];
    readonly HashSet<string> _counts = [];

    public TrailModel(IReadOnlyList<JsonNode> trail)
    {
        var last = 0L;
        foreach (var entry in trail)
        {
            Assert.True((long)entry["sequence"]! > last, "The trail is out of order.");
            last = (long)entry["sequence"]!;
            if ((string)entry["kind"]! is "pbx" or "request") Play(entry);
        }
    }

    /// <summary>How many changes of licences there were.</summary>
    public int LicenseChanges { get; private set; }

    /// <summary>Whether a PBX was ever given this count of a profile.</summary>
    public bool Has(string pbxId, string profile, int count) => _counts.Contains($"{pbxId} {profile} {count}");

    /// <summary>Checks that the replayed state is the one that the portal shows now.</summary>
    public void CheckAgainst(string kind, IReadOnlyList<JsonNode> present)
    {
        var replayed = _objects.Values.Where(one => one.Kind == kind).ToDictionary(one => (string)one.State["id"]!, one => one.State);
        Assert.Equal(replayed.Keys.Order(), present.Select(one => (string)one["id"]!).Order());
        foreach (var one in present)
        {
            var expected = replayed[(string)one["id"]!];
            Assert.True(JsonNode.DeepEquals(expected, one), $"The trail says {expected.ToJsonString()}, the portal {one.ToJsonString()}.");
        }
    }

    void Play(JsonNode entry)
    {
        var id = (string)entry["subjectId"]!;
        var text = entry.ToJsonString();
        var before = Document(entry["before"]);
        var present = _objects.TryGetValue(id, out var known) ? known.State : null;
        Assert.True(JsonNode.DeepEquals(before, present), $"It does not follow on what was before, {present?.ToJsonString() ?? "nothing"}: {text}");
        if ((string?)entry["idempotencyKey"] is { } key) Assert.True(_changes.Add((key, id)), $"One key has changed one object twice: {text}");

        var after = Document(entry["after"]);
        if (after is null) _objects.Remove(id);
        else _objects[id] = ((string)entry["kind"]!, after);
        if ((string)entry["action"]! == "LicensesChanged") PlayCounts(id, before!, after!, text);
    }

    // No row of these tests takes a count back, so a count that comes a second time was made a second time.
    void PlayCounts(string id, JsonNode before, JsonNode after, string text)
    {
        LicenseChanges++;
        var asked = before["requestedLicenses"]!.AsObject();
        var changed = after["requestedLicenses"]!.AsObject().Where(count => (int)count.Value! != (asked[count.Key] is { } old ? (int)old : 0)).ToArray();
        Assert.True(changed.Length > 0, $"It changes nothing: {text}");
        foreach (var (profile, count) in changed) Assert.True(_counts.Add($"{id} {profile} {count}"), $"{profile} becomes {count} a second time: {text}");
    }

    static JsonNode? Document(JsonNode? text) => text is null ? null : JsonNode.Parse((string)text!);
}
