using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Tests;

public class IdempotencyTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_change_repeated_under_its_key_gets_the_same_answer_and_takes_place_once()
    {
        var (key, name) = (Estate.Name("key"), Estate.Name());
        var first = (await _partner.PostAsync("customers", new { name }, key)).Expect(201);
        var second = (await _partner.PostAsync("customers", new { name }, key)).Expect(201);

        Assert.False(first.IsReplay);
        Assert.True(second.IsReplay);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.ETag, second.ETag);
        Assert.Equal(first.Headers["Location"], second.Headers["Location"]);
        Assert.Single(await _partner.AllAsync("audit-events?idempotencyKey=" + key));
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_body_path_or_method_is_refused()
    {
        var (key, name) = (Estate.Name("key"), Estate.Name());
        (await _partner.PostAsync("customers", new { name }, key)).Expect(201);

        (await _partner.PostAsync("customers", new { name = name + "x" }, key)).ExpectProblem(422, "IdempotencyKeyReused");
        (await _partner.PatchAsync("customers/" + name, new { name }, key)).ExpectProblem(422, "IdempotencyKeyReused");
        (await _partner.DeleteAsync("customers/" + name, key)).ExpectProblem(422, "IdempotencyKeyReused");
        Assert.Empty((await _partner.AllAsync($"customers?name={name}x")));
    }

    [Fact]
    public async Task Two_owners_can_use_one_key()
    {
        var key = Estate.Name("key");
        (await _partner.PostAsync("customers", new { name = Estate.Name() }, key)).Expect(201);
        Assert.False((await fixture.Manager.PostAsync("customers", new { name = Estate.Name() }, key)).Expect(201).IsReplay);
    }

    [Fact]
    public async Task Twenty_calls_at_once_under_one_key_make_one_change()
    {
        var (key, body) = (Estate.Name("key"), new { item = "WPBX-HW", quantity = 1 });
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _partner.PostAsync("hardware-orders", body, key)));

        Assert.All(replies, reply => reply.Expect(201));
        Assert.Single(replies, reply => !reply.IsReplay);
        Assert.Single(replies.Select(reply => reply.Text).Distinct());
        Assert.Single(await _partner.AllAsync("audit-events?idempotencyKey=" + key));
    }

    [Fact]
    public async Task A_refusal_by_the_rules_is_kept_even_when_the_reason_is_gone()
    {
        var (key, customer) = (Estate.Name("key"), Estate.Name());
        (await _partner.PostAsync("customers", new { name = customer })).Expect(201);
        var body = Estate.PbxBody(customer);
        var refused = (await _partner.PostAsync("pbxs", body, key)).ExpectProblem(422, "RuleViolation");
        (await _partner.PostAsync($"customers/{customer}/contacts", new { name = "A", email = "a@example.com" })).Expect(201);

        var again = (await _partner.PostAsync("pbxs", body, key)).Expect(422);
        Assert.True(again.IsReplay);
        Assert.Equal(refused.Text, again.Text);
        (await _partner.PostAsync("pbxs", body)).Expect(201);
    }

    [Fact]
    public async Task Undecided_refusals_are_not_kept()
    {
        var key = Estate.Name("key");
        var pbx = await _partner.NewLicensedPbxAsync();
        var (path, body) = ($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 31)));

        using var stranger = new PortalClient(fixture.Sandbox.Uri, "nobodys-token-0123456789");
        (await stranger.PatchAsync(path, body, key)).Expect(401);
        (await _partner.PatchAsync(path, body, key, ifMatch: "\"stale\"")).Expect(412);
        (await _partner.PatchAsync(path, "{", key)).Expect(400);
        Assert.False((await _partner.PatchAsync(path, body, key)).Expect(200).IsReplay);

        var late = Estate.Name("key");
        var customer = Estate.Name();
        (await _partner.DeleteAsync("customers/" + customer, late)).Expect(404);
        (await _partner.PostAsync("customers", new { name = customer })).Expect(201);
        (await _partner.DeleteAsync("customers/" + customer, late)).Expect(200);
        Assert.True((await _partner.DeleteAsync("customers/" + customer, late)).Expect(200).IsReplay);
    }

    [Fact]
    public async Task The_key_comes_before_the_tag()
    {
        var key = Estate.Name("key");
        var pbx = await _partner.NewLicensedPbxAsync();
        var (path, body, tag) = ($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 31)), (string)pbx["eTag"]!);
        (await _partner.PatchAsync(path, body, key, tag)).Expect(200);
        Assert.True((await _partner.PatchAsync(path, body, key, tag)).Expect(200).IsReplay);
        (await _partner.PatchAsync(path, body, ifMatch: tag)).ExpectProblem(412, "StaleETag");
    }

    [Fact]
    public async Task Keys_outlive_a_restart_with_other_tokens_and_live_a_day_but_not_three()
    {
        var data = SandboxProcess.NewFolder();
        var (key, body) = (Estate.Name("key"), new { item = "WPBX-HW", quantity = 1 });
        await using (var first = await SandboxProcess.StartAsync(data)) (await first.Partner.PostAsync("hardware-orders", body, key)).Expect(201);

        MoveClock(data, TimeSpan.FromHours(25));
        await using (var second = await SandboxProcess.StartAsync(data)) Assert.True((await second.Partner.PostAsync("hardware-orders", body, key)).Expect(201).IsReplay);

        MoveClock(data, TimeSpan.FromHours(72));
        await using (var third = await SandboxProcess.StartAsync(data))
        {
            await Eventually.TrueAsync(async () => !(await third.Partner.PostAsync("hardware-orders", body, key)).IsReplay, "the key is forgotten");
            Assert.Equal(2, (await third.Partner.AllAsync("audit-events?idempotencyKey=" + key)).Count);
        }

        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two\twords")]
    public async Task A_change_without_a_readable_key_is_refused(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "customers") { Content = new StringContent("""{"name":"x"}""", System.Text.Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        Assert.Contains("Idempotency-Key", (string)(await _partner.SendAsync(request)).ExpectProblem(400, "InvalidRequest")["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_may_have_200_characters_and_no_more()
    {
        (await _partner.PostAsync("customers", new { name = Estate.Name() }, new string('k', 190) + Guid.NewGuid().ToString("N")[..10])).Expect(201);
        (await _partner.PostAsync("customers", new { name = Estate.Name() }, new string('k', 201))).ExpectProblem(400, "InvalidRequest");
    }

    internal static void MoveClock(string data, TimeSpan offset)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "portal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO meta VALUES ('clockOffsetMs', @offset) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        command.Parameters.AddWithValue("@offset", ((long)offset.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }
}
