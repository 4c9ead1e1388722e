using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Tests;

/// <summary>Estates that a sandbox is filled with at its start.</summary>
public sealed partial class SeedTests
{
    static readonly string[] WithoutTimes = ["createdOn", "termStartedOn", "expiresOn", "lastRenewal"];

    [Fact]
    public async Task The_same_seed_is_the_same_estate_in_another_sandbox_and_another_seed_is_another()
    {
        var (one, portal) = await EstateAsync("--seed", "demo", "--pbx-count", "300");
        var (two, _) = await EstateAsync("--seed", "demo", "--pbx-count", "300");
        var (other, _) = await EstateAsync("--seed", "other", "--pbx-count", "300");
        Assert.Equal(300, one.Count);
        Assert.Equal(one.Select(Text), two.Select(Text));
        Assert.Empty(one.Select(Id).Intersect(other.Select(Id)));
        Assert.NotEqual(one.Select(Name).Order(), other.Select(Name).Order());
        Assert.True(portal > DateTimeOffset.UnixEpoch);

        // Times are counted from the clock of each, so all of them are apart by the same.
        Assert.Single(one.Zip(two, (left, right) => Renewal(right) - Renewal(left)).OfType<TimeSpan>().Distinct());
    }

    [Fact]
    public async Task An_estate_is_whole_every_object_fits_the_others_and_all_kinds_are_there()
    {
        await using var sandbox = await SandboxProcess.StartAsync(null, "--seed", "whole", "--pbx-count", "1500");
        var pbxs = await sandbox.Partner.AllAsync("pbxs");
        var customers = await sandbox.Partner.AllAsync("customers");
        var contacts = await sandbox.Partner.AllAsync("contacts");

        Assert.Equal(1500, pbxs.Select(Name).Distinct().Count());
        Assert.All(pbxs, pbx => Assert.Matches(Label(), Name(pbx)));
        Assert.Equal(customers.Count, customers.Select(Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(
            customers.Select(customer => (Id(customer), (int)customer["pbxCount"]!, (int)customer["contactCount"]!)),
            customers.Select(customer => (Id(customer), pbxs.Count(pbx => (string?)pbx["customerId"] == Id(customer)), contacts.Count(contact => (string?)contact["customerId"] == Id(customer)))));
        Assert.All(customers, customer => Assert.NotEqual(0, (int)customer["contactCount"]!)); // without one no PBX can be created
        Assert.Contains(customers, customer => Name(customer).Any(letter => letter > 127));

        foreach (var (member, kinds) in new[] { ("platform", 3), ("term", 4), ("licensing", 2), ("state", 2) })
            Assert.True(pbxs.Select(pbx => (string?)pbx[member]).Distinct().Count() >= kinds, member);
        Assert.Equal(["3", "4", "5", "6", "7"], pbxs.Select(pbx => ((string?)pbx["wmsVersion"])?.Split('.')[0]).OfType<string>().Distinct().Order());
        Assert.All(pbxs, pbx =>
        {
            var isCloud = (string?)pbx["platform"] == "Cloud";
            Assert.Equal(isCloud ? "WPBX-CLOUD" : "WPBX-VM/HW", (string?)pbx["model"]);
            Assert.Equal(isCloud, pbx["region"] is not null);
            Assert.Equal(isCloud, pbx["storageGB"] is not null);
            Assert.Equal((string?)pbx["term"] == "Lifetime", pbx["expiresOn"] is null);
            Assert.False(isCloud && ((string?)pbx["term"] == "Lifetime" || pbx["lastRenewal"] is not null));
        });

        var hardware = pbxs.Count(pbx => (string?)pbx["platform"] == "Hardware");
        Assert.Equal(hardware, (await sandbox.Partner.AllAsync("hardware-orders")).Sum(order => (int)order["used"]!));
        var last = pbxs[^1];
        Assert.Equal(Id(last), Id((await sandbox.Partner.GetAsync("pbxs/" + (string)last["serial"]!)).Expect(200).Json!));
        Assert.Equal([Id(last)], (await sandbox.Partner.AllAsync("pbxs?name=" + Name(last))).Select(Id));

        // What is made afterwards gets a serial of its own.
        var made = await sandbox.Partner.NewPbxAsync();
        Assert.DoesNotContain((string)made["serial"]!, pbxs.Select(pbx => (string)pbx["serial"]!));
    }

    [Fact]
    public async Task A_running_term_holds_the_moment_of_seeding()
    {
        var (pbxs, now) = await EstateAsync("--seed", "terms", "--pbx-count", "400");
        Assert.All(pbxs.Where(pbx => pbx["expiresOn"] is not null), pbx =>
        {
            Assert.True((DateTimeOffset)pbx["expiresOn"]! > now.AddMinutes(-1));
            Assert.True((DateTimeOffset)pbx["termStartedOn"]! <= now);
            Assert.Equal(((DateTimeOffset)pbx["termStartedOn"]!).Day, ((DateTimeOffset)pbx["expiresOn"]!).Day);
        });
    }

    [Fact]
    public async Task The_smallest_estates_show_every_state_of_the_licence_check()
    {
        var (pbxs, now) = await EstateAsync("--seed", "small", "--pbx-count", "7");
        var ages = pbxs.Select(pbx => (Cloud: (string?)pbx["platform"] == "Cloud", PerUser: (string?)pbx["licensing"] == "PerUser", Age: now - Renewal(pbx))).ToArray();
        Assert.Contains(ages, pbx => pbx.Cloud);
        Assert.Contains(ages, pbx => !pbx.Cloud && pbx.Age is null);
        Assert.Contains(ages, pbx => pbx.Age is { TotalHours: >= 0 and < 47 });
        Assert.Contains(ages, pbx => pbx.Age is { TotalHours: < -0.5 });
        Assert.Contains(ages, pbx => pbx.PerUser && pbx.Age is { TotalHours: > 48, TotalDays: < 14 });
        Assert.Contains(ages, pbx => pbx.PerUser && pbx.Age is { TotalDays: > 14 });
        Assert.Contains(ages, pbx => !pbx.PerUser && pbx.Age is { TotalHours: > 48 });
    }

    [Fact]
    public async Task Boxes_that_renewed_today_go_on_doing_so_and_the_others_stay_cut_off()
    {
        await using var sandbox = await SandboxProcess.StartAsync(null, "--seed", "time", "--pbx-count", "400");
        var before = await sandbox.Partner.AllAsync("pbxs");
        var now = (DateTimeOffset)(await sandbox.Partner.GetAsync("portal")).Expect(200)["now"];
        (await sandbox.Manager.PostAsync("sandbox/clock", new { to = now.AddDays(20) })).Expect(200);
        var expected = before.Select(pbx => now - Renewal(pbx) is { TotalHours: >= 0 and < 24 } ? Renewal(pbx)!.Value.AddDays(Math.Floor((now.AddDays(20) - Renewal(pbx)!.Value).TotalDays)) : Renewal(pbx)).ToArray();
        await Eventually.TrueAsync(async () => expected.SequenceEqual((await sandbox.Partner.AllAsync("pbxs")).Select(Renewal)), "every box that is online has renewed, and no other");
        Assert.Contains(await sandbox.Manager.AllAsync("mails"), mail => ((string)mail["subject"]!).Contains("could not renew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_seed_again_changes_nothing_and_anything_else_is_refused_with_the_data_left_as_they_are()
    {
        var data = SandboxProcess.NewFolder();
        string[] before;
        await using (var first = await SandboxProcess.StartAsync(data, "--seed", "demo", "--pbx-count", "20")) before = [.. (await first.Partner.AllAsync("pbxs")).Select(Text)];

        foreach (var options in new string[][] { ["--seed", "demo", "--pbx-count", "21"], ["--seed", "Demo"], ["--seed", "other", "--pbx-count", "20"] })
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SandboxProcess.StartAsync(data, options));
            Assert.Contains("\"error\":\"SandboxNotEmpty\"", refused.Message, StringComparison.Ordinal);
        }

        await using (var again = await SandboxProcess.StartAsync(data, "--seed", "demo", "--pbx-count", "20")) Assert.Equal(before, (await again.Partner.AllAsync("pbxs")).Select(Text));
        await using (var byName = await SandboxProcess.StartAsync(data, "--seed", "demo"))
        {
            Assert.Equal(before, (await byName.Partner.AllAsync("pbxs")).Select(Text));
            var seeded = Assert.Single(await byName.Partner.AllAsync("audit-events"), entry => (string?)entry["action"] == "EstateSeeded");
            Assert.Equal("demo", (string?)seeded["subject"]);
        }

        await using (var reset = await SandboxProcess.StartAsync(data, "--reset", "--seed", "other", "--pbx-count", "5")) Assert.Equal(5, (await reset.Partner.AllAsync("pbxs")).Count);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Data_that_somebody_made_are_never_seeded_over()
    {
        var data = SandboxProcess.NewFolder();
        await using (var first = await SandboxProcess.StartAsync(data)) (await first.Partner.PostAsync("customers", new { name = "kept" })).Expect(201);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SandboxProcess.StartAsync(data, "--seed", "demo"));
        await using (var second = await SandboxProcess.StartAsync(data)) Assert.Equal("kept", Name(Assert.Single(await second.Partner.AllAsync("customers"))));
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("--pbx-count", "5")]
    [InlineData("--seed", "demo", "--pbx-count", "0")]
    [InlineData("--seed", "demo", "--pbx-count", "1000001")]
    [InlineData("--seed", "two\nlines")]
    public async Task Options_that_make_no_sense_are_refused_before_anything_is_made(params string[] options)
    {
        var data = SandboxProcess.NewFolder();
        var (code, _, error) = await SandboxProcess.RunAsync(null, ["--data", data, "--tokens-from-stdin", .. options]);
        Assert.Equal(2, code);
        Assert.Contains(options[^2], error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task An_estate_that_was_killed_while_it_was_made_is_made_to_its_end()
    {
        const string count = "12000"; // more than one transaction
        string[] options = ["--seed", "killed", "--pbx-count", count];
        var data = SandboxProcess.NewFolder();
        using (var process = SandboxProcess.Launch(["--urls", "http://127.0.0.1:0", "--data", data, "--tokens-from-stdin", .. options]))
        {
            await process.StandardInput.WriteLineAsync($$"""{"partner":"{{SandboxProcess.PartnerToken}}","manager":"{{SandboxProcess.ManagerToken}}"}""");
            await Eventually.TrueAsync(() => Task.FromResult(File.Exists(Path.Combine(data, "portal.db-wal")) && new FileInfo(Path.Combine(data, "portal.db-wal")).Length > 4_000_000), "a part of the estate is written");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        string[] killed;
        await using (var sandbox = await SandboxProcess.StartAsync(data, options)) killed = [.. (await sandbox.Partner.AllAsync("pbxs")).Select(Text)];
        var whole = SandboxProcess.NewFolder();
        await using (var sandbox = await SandboxProcess.StartAsync(whole, options)) Assert.Equal((await sandbox.Partner.AllAsync("pbxs")).Select(Text), killed);
        Assert.Equal(IndexesOf(whole), IndexesOf(data)); // dropped while it is filled, and all made again
        Directory.Delete(data, recursive: true);
        Directory.Delete(whole, recursive: true);
    }

    static string[] IndexesOf(string data)
    {
        using var session = new DbSession(Path.Combine(data, "portal.db"), readOnly: true);
        return [.. session.All("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name", reader => reader.GetString(0))];
    }

    static async Task<(List<JsonNode> Pbxs, DateTimeOffset Now)> EstateAsync(params string[] options)
    {
        await using var sandbox = await SandboxProcess.StartAsync(null, options);
        return (await sandbox.Partner.AllAsync("pbxs"), (DateTimeOffset)(await sandbox.Partner.GetAsync("portal")).Expect(200)["now"]);
    }

    static string Id(JsonNode item) => (string)item["id"]!;

    static string Name(JsonNode item) => (string)item["name"]!;

    static DateTimeOffset? Renewal(JsonNode pbx) => (DateTimeOffset?)pbx["lastRenewal"];

    static string Text(JsonNode pbx)
    {
        var copy = pbx.DeepClone().AsObject();
        foreach (var member in WithoutTimes) copy.Remove(member);
        return copy.ToJsonString();
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex Label();
}
