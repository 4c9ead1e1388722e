using System.Globalization;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class FilterTests
{
    [Fact]
    public async Task Filters_of_the_trail_give_what_they_say_and_nothing_else()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var partner = sandbox.Partner;
        var pbx = await partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1", licenses = new Dictionary<string, int> { ["UC-Essential"] = 9 } });
        var other = await partner.NewLicensedPbxAsync();
        (await partner.PatchAsync($"pbxs/{pbx.Id()}/ssh", new { open = true, durationSeconds = 60 })).Expect(200);
        var request = (string)(await partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 1)))).Expect(202)["requestId"]!;
        (await sandbox.Manager.PostAsync($"requests/{request}/decision", new { state = "Approved" })).Expect(200);
        var start = (DateTimeOffset)(await partner.GetAsync("portal"))["now"]!;
        (await sandbox.Manager.PostAsync("sandbox/clock", new { to = start.AddHours(1) })).Expect(200);
        var gone = (await partner.PostAsync("customers", new { name = "Gone" })).Expect(201)["resource"].Id();
        (await partner.DeleteAsync("customers/" + gone)).Expect(200);
        var all = await partner.AllAsync("audit-events");

        await SameAsync($"pbx={(string)pbx["name"]!}", entry => (string?)entry["pbxId"] == pbx.Id());
        await SameAsync($"pbx={(string)pbx["serial"]!}&pbx={other.Id()}", entry => (string?)entry["pbxId"] == pbx.Id() || (string?)entry["pbxId"] == other.Id());
        await SameAsync($"customer={Uri.EscapeDataString(((string)other["customer"]!).ToUpperInvariant())}", entry => (string?)entry["customerId"] == (string)other["customerId"]!);
        await SameAsync($"customer={gone}", entry => (string?)entry["customerId"] == gone);
        await SameAsync("actor=portal", entry => (string)entry["actor"]! == "portal");
        await SameAsync("actor=manager&actor=portal", entry => (string)entry["actor"]! != "partner");
        await SameAsync("kind=request", entry => (string)entry["kind"]! == "request");
        await SameAsync("action=ssh*", entry => ((string)entry["action"]!).StartsWith("Ssh", StringComparison.Ordinal));
        await SameAsync("action=PBXCREATED&action=*%25*", entry => (string)entry["action"]! == "PbxCreated");
        await SameAsync("action=Pbx?reated", entry => (string)entry["action"]! == "PbxCreated");
        foreach (var at in all.Select(entry => (DateTimeOffset)entry["at"]!).Distinct())
        {
            await SameAsync($"from={Text(at)}", entry => (DateTimeOffset)entry["at"]! >= at);
            await SameAsync($"to={Text(at)}", entry => (DateTimeOffset)entry["at"]! < at);
            await SameAsync($"from={Text(at)}&to={Text(at.AddSeconds(61))}&kind=pbx", entry => (DateTimeOffset)entry["at"]! >= at && (DateTimeOffset)entry["at"]! < at.AddSeconds(61) && (string)entry["kind"]! == "pbx");
        }

        Assert.Empty(await partner.AllAsync("audit-events?pbx=none-such"));
        (await partner.GetAsync("audit-events?from=today")).ExpectProblem(400, "InvalidRequest");

        async Task SameAsync(string filter, Func<JsonNode, bool> belongs)
        {
            var expected = all.Where(belongs).Select(entry => (long)entry["sequence"]!).ToList();
            var page = (await partner.GetAsync($"audit-events?limit=1000&count=true&{filter}")).Expect(200);
            Assert.Equal(expected, page["items"]!.AsArray().Select(entry => (long)entry!["sequence"]!));
            Assert.True(expected.Count == (long)page["totalCount"]!, filter);
        }
    }

    [Fact]
    public async Task A_span_of_the_trail_is_paged_like_the_whole_of_it()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        for (var i = 0; i < 25; i++) (await sandbox.Partner.PostAsync("customers", new { name = "C" + i.ToString(CultureInfo.InvariantCulture) })).Expect(201);
        var all = await sandbox.Partner.AllAsync("audit-events");
        var path = $"audit-events?limit=3&from={Text((DateTimeOffset)all[5]["at"]!)}&to={Text((DateTimeOffset)all[20]["at"]!)}";
        var expected = all.Where(entry => (DateTimeOffset)entry["at"]! >= (DateTimeOffset)all[5]["at"]! && (DateTimeOffset)entry["at"]! < (DateTimeOffset)all[20]["at"]!).Select(entry => (long)entry["sequence"]!);
        var paged = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await sandbox.Partner.GetAsync(path + (cursor.Length > 0 ? "&cursor=" + cursor : ""))).Expect(200);
            paged.AddRange(page["items"]!.AsArray().Select(entry => (long)entry!["sequence"]!));
            cursor = (string?)page.Json!["nextCursor"];
        }

        Assert.Equal(expected, paged);
    }

    [Fact]
    public async Task Mails_are_found_by_kind_PBX_and_time()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var (pbx, other) = (await sandbox.Partner.NewLicensedPbxAsync(), await sandbox.Partner.NewPbxAsync());
        foreach (var one in new[] { pbx, other })
        {
            (await sandbox.Manager.PatchAsync("sandbox/pbxs/" + one.Id(), new { activated = true })).Expect(200);
            (await sandbox.Manager.PatchAsync("sandbox/pbxs/" + one.Id(), new { online = false })).Expect(200);
        }

        var request = (string)(await sandbox.Partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 1)))).Expect(202)["requestId"]!;
        (await sandbox.Manager.PostAsync($"requests/{request}/decision", new { state = "Denied" })).Expect(200);
        (await sandbox.Manager.PostAsync("sandbox/clock", new { to = ((DateTimeOffset)(await sandbox.Partner.GetAsync("portal"))["now"]!).AddDays(4) })).Expect(200);
        var all = await sandbox.Partner.AllAsync("mails");
        Assert.Equal(7, all.Count);
        Assert.Single(await sandbox.Partner.AllAsync("mails?kind=RequestDecided"));
        Assert.Equal(4, (await sandbox.Partner.AllAsync("mails?pbx=" + (string)pbx["serial"]!)).Count);
        Assert.Equal(3, (await sandbox.Partner.AllAsync($"mails?kind=LicenseNotRenewed&pbx={other.Id()}&from={Text((DateTimeOffset)all[0]["at"]!)}")).Count);
        Assert.Equal(all.Take(3).Select(mail => mail.ToJsonString()), (await sandbox.Partner.AllAsync($"mails?to={Text((DateTimeOffset)all[3]["at"]!)}")).Select(mail => mail.ToJsonString()));
    }

    [Fact]
    public async Task A_port_that_shuts_this_very_moment_is_not_open_any_more()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var pbx = await sandbox.Partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1" });
        var until = (DateTimeOffset)(await sandbox.Partner.PatchAsync($"pbxs/{pbx.Id()}/ssh", new { open = true, durationSeconds = 7200 })).Expect(200)["resource"]["sshOpenUntil"]!;
        Assert.Single(await sandbox.Partner.AllAsync("pbxs?sshOpen=true"));
        Assert.Empty(await sandbox.Partner.AllAsync("pbxs?sshOpen=false"));
        (await sandbox.Manager.PostAsync("sandbox/clock", new { to = until })).Expect(200);
        Assert.Empty(await sandbox.Partner.AllAsync("pbxs?sshOpen=true"));
        Assert.Single(await sandbox.Partner.AllAsync("pbxs?sshOpen=false"));
    }

    static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
