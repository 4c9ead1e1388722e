using System.Globalization;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class ClockTests
{
    [Fact]
    public async Task Four_hundred_days_in_one_step_and_in_as_many_steps_end_in_equal_trails_and_mails()
    {
        string[] zone = ["--time-zone", "Europe/Rome"];
        var (one, many) = (SandboxProcess.NewFolder(), SandboxProcess.NewFolder());
        DateTimeOffset start;
        await using (var first = await SandboxProcess.StartAsync(one, zone)) start = await FillAsync(first);
        Directory.CreateDirectory(many);
        foreach (var file in Directory.EnumerateFiles(one).Where(file => Path.GetFileName(file) != "lock")) File.Copy(file, Path.Combine(many, Path.GetFileName(file)));

        var end = start.AddDays(400);
        string expected;
        await using (var sandbox = await SandboxProcess.StartAsync(one, zone))
        {
            (await MoveAsync(sandbox, end)).Expect(200);
            expected = await RecordsAsync(sandbox);
            Assert.All(new[] { "PbxActivated", "SshClosed", "StorageIncreased", "TermRenewed", "LicenseNotRenewed" }, kind => Assert.Contains('"' + kind + '"', expected, StringComparison.Ordinal));
        }

        await using (var sandbox = await SandboxProcess.StartAsync(many, zone))
        {
            for (var day = 1; day <= 400; day++) (await MoveAsync(sandbox, start.AddDays(day))).Expect(200);
            Assert.Equal(expected, await RecordsAsync(sandbox));
        }

        Directory.Delete(one, recursive: true);
        Directory.Delete(many, recursive: true);
    }

    [Fact]
    public async Task Everything_takes_place_at_its_own_time_and_in_order()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        await FillAsync(sandbox);
        var events = (await sandbox.Partner.AllAsync("audit-events")).Count;
        (await MoveAsync(sandbox, (await NowAsync(sandbox)).AddDays(40))).Expect(200);
        var played = (await sandbox.Partner.AllAsync("audit-events")).Skip(events).ToList();
        Assert.All(played, entry => Assert.Equal("portal", (string)entry["actor"]!));
        var moments = played.Select(entry => (DateTimeOffset)entry["at"]!).ToList();
        Assert.Equal(moments.Order(), moments);
        Assert.DoesNotContain(played, entry => ((string)entry["action"]!).Contains("Clock", StringComparison.Ordinal));
        foreach (var entry in played)
        {
            var (before, at) = (JsonNode.Parse((string)entry["before"]!)!, (DateTimeOffset)entry["at"]!);
            var due = (string)entry["action"]! switch
            {
                "PbxActivated" => ((DateTimeOffset)before["createdOn"]!).AddMinutes(3),
                "SshClosed" => (DateTimeOffset)before["sshOpenUntil"]!,
                "TermRenewed" => (DateTimeOffset)before["expiresOn"]!,
                "StorageIncreased" => at.Date.AddHours(1) is var hour ? new DateTimeOffset(hour, TimeSpan.Zero) : at,
                var other => throw new InvalidOperationException(other),
            };
            Assert.Equal(due, at);
        }
    }

    [Fact]
    public async Task One_am_and_midnights_are_those_of_the_portals_zone_also_when_the_clocks_change()
    {
        await using var sandbox = await SandboxProcess.StartAsync(null, "--time-zone", "Europe/Rome");
        // In 2031 the clocks of Rome go forward on 30 March and back on 26 October.
        (await MoveAsync(sandbox, Utc("2031-03-29T12:00:00Z"))).Expect(200);
        var cloud = await sandbox.Partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1", term = "Monthly" });
        (await sandbox.Partner.PatchAsync($"pbxs/{cloud.Id()}/storage", new { storageGB = 20 })).Expect(200);
        (await MoveAsync(sandbox, Utc("2031-10-26T12:00:00Z"))).Expect(200);
        var played = (await sandbox.Partner.AllAsync("audit-events?subjectId=" + cloud.Id())).Where(entry => (string)entry["actor"]! == "portal").Select(entry => ((string)entry["action"]!, (DateTimeOffset)entry["at"]!)).ToList();
        Assert.Equal(("StorageIncreased", Utc("2031-03-30T00:00:00Z")), played[1]);
        Assert.Equal(
            ["2031-04-28T22:00:00Z", "2031-05-28T22:00:00Z", "2031-06-28T22:00:00Z", "2031-07-28T22:00:00Z", "2031-08-28T22:00:00Z", "2031-09-28T22:00:00Z"],
            played.Where(entry => entry.Item1 == "TermRenewed").Select(entry => Text(entry.Item2)));
        Assert.Equal(Utc("2031-10-28T23:00:00Z"), (DateTimeOffset)(await sandbox.Partner.GetAsync("pbxs/" + cloud.Id()))["expiresOn"]!);
    }

    [Fact]
    public async Task A_term_from_the_31st_comes_back_to_it_after_a_February()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        (await MoveAsync(sandbox, Utc("2031-01-31T09:00:00Z"))).Expect(200);
        var pbx = await sandbox.Partner.NewPbxAsync(new { term = "Monthly" });
        var lifetime = await sandbox.Partner.NewPbxAsync(new { term = "Lifetime" });
        (await MoveAsync(sandbox, Utc("2031-05-01T00:00:00Z"))).Expect(200);
        var renewals = (await sandbox.Partner.AllAsync("audit-events?subjectId=" + pbx.Id())).Where(entry => (string)entry["action"]! == "TermRenewed");
        Assert.Equal(["2031-02-28T00:00:00Z", "2031-03-31T00:00:00Z", "2031-04-30T00:00:00Z"], renewals.Select(entry => Text((DateTimeOffset)entry["at"]!)));
        Assert.Equal(Utc("2031-05-31T00:00:00Z"), (DateTimeOffset)(await sandbox.Partner.GetAsync("pbxs/" + pbx.Id()))["expiresOn"]!);
        Assert.Single(await sandbox.Partner.AllAsync("audit-events?subjectId=" + lifetime.Id()));
    }

    [Fact]
    public async Task The_clock_goes_forward_only_for_managers_and_stays_moved_over_a_restart()
    {
        var data = SandboxProcess.NewFolder();
        DateTimeOffset target;
        await using (var sandbox = await SandboxProcess.StartAsync(data))
        {
            target = (await NowAsync(sandbox)).AddDays(3);
            (await sandbox.Partner.PostAsync("sandbox/clock", new { to = target })).ExpectProblem(403, "AccessDenied");
            (await MoveAsync(sandbox, target.AddDays(-4))).ExpectProblem(400, "InvalidRequest");
            (await MoveAsync(sandbox, Utc("2300-01-01T00:00:00Z"))).ExpectProblem(400, "InvalidRequest");
            (await sandbox.Manager.PostAsync("sandbox/clock", new { to = "tomorrow" })).ExpectProblem(400, "InvalidRequest");
            Assert.Equal(target, (DateTimeOffset)(await sandbox.Manager.PostAsync("sandbox/clock?dryRun=true", new { to = target })).Expect(200)["resource"]["now"]!);
            Assert.True(await NowAsync(sandbox) < target);
            var moved = (await sandbox.Manager.PostAsync("sandbox/clock", new { to = target }, "the-key")).Expect(200);
            Assert.True((bool)moved["changed"]!);
            Assert.True((await sandbox.Manager.PostAsync("sandbox/clock", new { to = target }, "the-key")).Expect(200).IsReplay);
            Assert.True(await NowAsync(sandbox) >= target);
        }

        await using (var sandbox = await SandboxProcess.StartAsync(data)) Assert.True(await NowAsync(sandbox) >= target);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Killed_on_the_way_it_stands_somewhere_between_and_goes_on_to_the_same_end()
    {
        var (data, copy) = (SandboxProcess.NewFolder(), SandboxProcess.NewFolder());
        DateTimeOffset start;
        await using (var first = await SandboxProcess.StartAsync(data)) start = await FillAsync(first, offline: 12);
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(data).Where(file => Path.GetFileName(file) != "lock")) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var end = start.AddDays(400);
        string expected;
        await using (var sandbox = await SandboxProcess.StartAsync(copy))
        {
            (await MoveAsync(sandbox, end)).Expect(200);
            expected = await RecordsAsync(sandbox);
        }

        var killed = 0;
        await using (var sandbox = await SandboxProcess.StartAsync(data))
        {
            var moving = sandbox.Manager.PostAsync("sandbox/clock", new { to = end }, "move");
            await Eventually.TrueAsync(async () => (await sandbox.Partner.AllAsync("mails")).Count > 500, "some of it is done");
            await sandbox.KillAsync();
            killed += await moving.ContinueWith(task => task.IsFaulted ? 1 : 0, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await using (var sandbox = await SandboxProcess.StartAsync(data))
        {
            var mails = await sandbox.Partner.AllAsync("mails");
            if (killed == 1) Assert.True(mails.Count < 12 * 398 && await NowAsync(sandbox) >= (DateTimeOffset)mails[^1]["at"]!);
            (await sandbox.Manager.PostAsync("sandbox/clock", new { to = end }, "move")).Expect(200);
            Assert.Equal(expected, await RecordsAsync(sandbox));
        }

        Directory.Delete(data, recursive: true);
        Directory.Delete(copy, recursive: true);
    }

    // Something of every kind that falls due, at different moments.
    static async Task<DateTimeOffset> FillAsync(SandboxProcess sandbox, int offline = 2)
    {
        var (partner, manager) = (sandbox.Partner, sandbox.Manager);
        var customer = await partner.NewCustomerAsync();
        (await partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 2 })).Expect(201);
        foreach (var term in new[] { "Monthly", "Yearly", "FiveYears" })
        {
            var cloud = await partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1", term, licenses = new Dictionary<string, int> { ["UC-Essential"] = 3 } }, customer);
            (await partner.PatchAsync($"pbxs/{cloud.Id()}/ssh", new { open = true, durationSeconds = term.Length * 50_000 })).Expect(200);
            (await partner.PatchAsync($"pbxs/{cloud.Id()}/storage", new { storageGB = 20 })).Expect(200);
        }

        foreach (var term in new[] { "Monthly", "Lifetime" })
        {
            var online = await partner.NewPbxAsync(new { platform = "Hardware", term }, customer);
            (await manager.PatchAsync("sandbox/pbxs/" + online.Id(), new { activated = true })).Expect(200);
        }

        for (var i = 0; i < offline; i++)
        {
            var box = await partner.NewPbxAsync(new { term = "Monthly" }, customer);
            (await manager.PatchAsync("sandbox/pbxs/" + box.Id(), new { activated = true })).Expect(200);
            (await manager.PatchAsync("sandbox/pbxs/" + box.Id(), new { online = false })).Expect(200);
        }

        return await NowAsync(sandbox);
    }

    static Task<Reply> MoveAsync(SandboxProcess sandbox, DateTimeOffset to) => sandbox.Manager.PostAsync("sandbox/clock", new { to });

    static async Task<DateTimeOffset> NowAsync(SandboxProcess sandbox) => (DateTimeOffset)(await sandbox.Partner.GetAsync("portal")).Expect(200)["now"]!;

    static async Task<string> RecordsAsync(SandboxProcess sandbox)
    {
        var records = await sandbox.Partner.AllAsync("audit-events");
        records.AddRange(await sandbox.Partner.AllAsync("mails"));
        records.AddRange(await sandbox.Partner.AllAsync("pbxs"));
        return string.Join("\n", records.Select(record => record.ToJsonString()));
    }

    static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
