using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Tests;

public class TrailTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task Every_change_leaves_one_event_for_each_object_with_before_and_after()
    {
        var key = Estate.Name("key");
        var pbx = await _partner.NewLicensedPbxAsync();
        var reply = (await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 20), ("UC-Business", 5)), key)).Expect(202);

        var events = await _partner.AllAsync("audit-events?idempotencyKey=" + key);
        Assert.Equal(["LicensesChanged", "RequestCreated"], events.Select(entry => (string)entry["action"]!));
        Assert.Equal(["pbx", "request"], events.Select(entry => (string)entry["kind"]!));
        Assert.All(events, entry =>
        {
            Assert.Equal("partner", (string)entry["actor"]!);
            Assert.Equal(reply.Headers["X-Request-Id"], (string)entry["requestId"]!);
            Assert.Equal((string)pbx["customerId"]!, (string)entry["customerId"]!);
        });
        Assert.Equal(pbx.ToJsonString(), JsonNode.Parse((string)events[0]["before"]!)!.ToJsonString());
        Assert.Equal((await _partner.GetAsync("pbxs/" + pbx.Id())).Text, (string)events[0]["after"]!);
        Assert.Null(events[1]["before"]);
    }

    [Fact]
    public async Task What_changed_nothing_leaves_no_event()
    {
        await using var own = await SandboxProcess.StartAsync();
        var customer = await own.Partner.NewCustomerAsync("Same");
        var before = (await own.Partner.AllAsync("audit-events")).Count;
        (await own.Partner.PostAsync("customers", new { name = "same" })).Expect(200);
        (await own.Partner.PatchAsync("customers/same", new { name = "Same" })).Expect(200);
        (await own.Partner.PostAsync($"customers/{customer}/contacts", new { name = "Anna", email = "anna@example.com" })).Expect(200);
        (await own.Partner.PostAsync("pbxs", Estate.PbxBody(customer, new { region = "x" }))).Expect(422);
        Assert.Equal(before, (await own.Partner.AllAsync("audit-events")).Count);
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_the_trail()
    {
        await using var own = await SandboxProcess.StartAsync();
        await own.Partner.NewCustomerAsync();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(own.Data, "portal.db")};Pooling=False");
        connection.Open();
        foreach (var sql in new[] { "DELETE FROM audit", "UPDATE audit SET actor = 'nobody'" })
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Two texts that stand above.
            command.CommandText = sql;
#pragma warning restore CA2100
            Assert.Contains("only added to", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
        }
    }
}
