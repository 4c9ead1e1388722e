using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

/// <summary>What the contract promises of every change, tried on each change of a PBX.</summary>
public class EveryChangeTests
{
    static readonly (string Name, string Method, string Path, object? Body, bool IsManager)[] Changes =
    [
        ("term", "PATCH", "pbxs/{cloud}/term", new { term = "Monthly", licenses = new Dictionary<string, int> { ["UC-Essential"] = 2 } }, false),
        ("storage", "PATCH", "pbxs/{cloud}/storage", new { storageGB = 40 }, false),
        ("ssh", "PATCH", "pbxs/{cloud}/ssh", new { open = true, durationSeconds = 600 }, false),
        ("name", "PATCH", "pbxs/{box}", new { name = "another-name" }, false),
        ("customer", "PUT", "pbxs/{cloud}/customer", new { customer = "Target" }, false),
        ("sharing", "PUT", "pbxs/{box}/sharing", new { server = "the-server" }, false),
        ("end of sharing", "DELETE", "pbxs/{client}/sharing", null, false),
        ("network", "PUT", "pbxs/{cloud}/network", null, false),
        ("end of network", "DELETE", "pbxs/{box}/network", null, false),
        ("move to the Cloud", "POST", "pbxs/{old}/cloud-move", new { region = "eu-west-1" }, false),
        ("move taken back", "DELETE", "pbxs/{moved}/cloud-move", null, false),
        ("box", "PATCH", "sandbox/pbxs/{box}", new { activated = true, serial = "2299ffff0001" }, true),
    ];

    public static TheoryData<string> Names => [.. Changes.Select(change => change.Name)];

    [Fact]
    public async Task A_dry_run_changes_nothing_whatever_it_rehearses()
    {
        await using var own = await SandboxProcess.StartAsync();
        var ids = await FillAsync(own);
        var before = await StateAsync(own);
        foreach (var change in Changes)
        {
            var reply = (await SendAsync(own, change, ids, query: "?dryRun=true")).Expect(200);
            Assert.True((bool)reply["changed"]!, change.Name);
            Assert.Null(reply.ETag);
            Assert.True(before == await StateAsync(own), change.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_change_takes_place_once_under_its_key_and_only_on_the_state_it_was_thought_out_on(string name)
    {
        await using var own = await SandboxProcess.StartAsync();
        var ids = await FillAsync(own);
        var change = Changes.Single(one => one.Name == name);
        var events = (await own.Partner.AllAsync("audit-events")).Count;
        (await SendAsync(own, change, ids, ifMatch: "\"stale-1\"")).ExpectProblem(412, "StaleETag");
        Assert.Equal(events, (await own.Partner.AllAsync("audit-events")).Count);

        var path = Path(change.Path, ids);
        var pbx = (await own.Partner.GetAsync("pbxs/" + path.Split('/').First(part => part.StartsWith("pbx_", StringComparison.Ordinal)))).Expect(200);
        var made = await SendAsync(own, change, ids, "the-key", ifMatch: pbx.ETag);
        Assert.True(made.Status is 200 or 201 or 202, made.Text);
        Assert.True((bool)made["changed"]!);
        var after = await own.Partner.AllAsync("audit-events");
        Assert.Contains(after.Skip(events), entry => (string)entry["subjectId"]! == pbx["id"].GetValue<string>());
        Assert.All(after.Skip(events), entry => Assert.Equal("the-key", (string)entry["idempotencyKey"]!));

        var replay = await SendAsync(own, change, ids, "the-key", ifMatch: pbx.ETag);
        Assert.True(replay.IsReplay);
        Assert.Equal((made.Status, made.Text, made.ETag), (replay.Status, replay.Text, replay.ETag));
        Assert.Equal(after.Count, (await own.Partner.AllAsync("audit-events")).Count);

        var present = (await own.Partner.GetAsync("pbxs/" + pbx["id"].GetValue<string>())).Expect(200);
        Assert.Equal(present.ETag, made.ETag);
        Assert.True(JsonNode.DeepEquals(present.Json, Changed(made, pbx["id"].GetValue<string>())), $"{present.Text} {made.Text}");

        // Already so: no change, and no event. Only a duration that counts from now is never so already.
        if (name == "ssh") return;
        var again = await SendAsync(own, change, ids);
        Assert.Equal(200, again.Status);
        Assert.False((bool)again["changed"]!);
        Assert.Equal(after.Count, (await own.Partner.AllAsync("audit-events")).Count);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill()
    {
        var data = SandboxProcess.NewFolder();
        string before;
        await using (var own = await SandboxProcess.StartAsync(data))
        {
            var ids = await FillAsync(own);
            // Who shares stays in the network, so one of them can't be made after the others.
            foreach (var change in Changes.Where(change => change.Name != "end of network")) Assert.True((await SendAsync(own, change, ids)).Status < 300, change.Name);
            before = await StateAsync(own);
            await own.KillAsync();
        }

        await using (var own = await SandboxProcess.StartAsync(data)) Assert.Equal(before, await StateAsync(own));
        Directory.Delete(data, recursive: true);
    }

    /// <summary>What an answer says of the PBX that was to be changed.</summary>
    static JsonNode Changed(Reply made, string id)
    {
        var resource = made["resource"];
        return resource["pbx"] ?? new[] { resource["source"], resource["target"] }.FirstOrDefault(one => one?.Id() == id) ?? resource;
    }

    static async Task<Dictionary<string, string>> FillAsync(SandboxProcess sandbox)
    {
        var partner = sandbox.Partner;
        await partner.NewCustomerAsync("Target");
        var customer = await partner.NewCustomerAsync();
        await NewAsync(new { name = "the-server", licenses = new Dictionary<string, int> { ["UC-Essential"] = 3 } });
        var ids = new Dictionary<string, string>
        {
            ["{cloud}"] = (await partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" }, customer)).Id(),
            ["{box}"] = await NewAsync(new { name = "the-box" }),
            ["{client}"] = await NewAsync(new { name = "the-client" }),
            ["{old}"] = await NewAsync(new { name = "the-old" }),
        };
        var moved = await NewAsync(new { name = "the-moved" });
        ids["{moved}"] = (await partner.PostAsync($"pbxs/{moved}/cloud-move", new { region = "eu-west-1" })).Expect(201)["resource"]["target"]!.Id();
        (await partner.ChangeAsync("PUT", "pbxs/the-client/sharing", new { server = "the-server" })).Expect(202);
        return ids;

        async Task<string> NewAsync(object with)
        {
            var pbx = await partner.NewPbxAsync(with, customer);
            (await partner.ChangeAsync("PUT", $"pbxs/{pbx.Id()}/network", null)).Expect(200);
            return pbx.Id();
        }
    }

    static Task<Reply> SendAsync(
        SandboxProcess sandbox, (string Name, string Method, string Path, object? Body, bool IsManager) change, Dictionary<string, string> ids, string? key = null, string? ifMatch = null, string query = "")
        => (change.IsManager ? sandbox.Manager : sandbox.Partner).ChangeAsync(change.Method, Path(change.Path, ids) + query, change.Body, key, ifMatch);

    static string Path(string path, Dictionary<string, string> ids) => ids.Aggregate(path, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));

    static async Task<string> StateAsync(SandboxProcess sandbox)
    {
        string[] lists = ["customers", "pbxs", "requests", "audit-events", "mails"];
        var pages = await Task.WhenAll(lists.Select(list => sandbox.Partner.GetAsync(list)));
        return string.Join("\n", pages.Select(page => page.Expect(200).Text));
    }
}
