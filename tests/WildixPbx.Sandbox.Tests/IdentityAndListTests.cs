using System.Globalization;

namespace WildixPbx.Sandbox.Tests;

public class IdentityAndListTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_pbx_is_found_by_id_serial_name_and_domain_in_any_case()
    {
        var pbx = await _partner.NewPbxAsync();
        var (name, serial) = ((string)pbx["name"]!, (string)pbx["serial"]!);
        foreach (var identity in new[] { pbx.Id(), serial, serial.ToUpperInvariant(), name, name.ToUpperInvariant(), name + ".wildixin.com", name.ToUpperInvariant() + ".WILDIXIN.COM" })
            Assert.Equal(pbx.Id(), (await _partner.GetAsync("pbxs/" + identity)).Expect(200).Json!.Id());
        (await _partner.GetAsync("pbxs/none-such")).ExpectProblem(404, "NotFound");
    }

    [Fact]
    public async Task A_text_that_is_one_pbxs_serial_and_anothers_name_is_ambiguous()
    {
        var first = await _partner.NewPbxAsync();
        var second = await _partner.NewPbxAsync(new { name = (string)first["serial"]! });
        var reply = (await _partner.GetAsync("pbxs/" + (string)first["serial"]!)).ExpectProblem(409, "AmbiguousIdentity");
        Assert.Contains(first.Id(), (string)reply["detail"]!, StringComparison.Ordinal);
        Assert.Contains(second.Id(), (string)reply["detail"]!, StringComparison.Ordinal);
        (await _partner.PatchAsync($"pbxs/{(string)first["serial"]!}/licenses", Estate.Counts(("UC-Essential", 1)))).ExpectProblem(409, "AmbiguousIdentity");
    }

    [Fact]
    public async Task Pages_in_order_of_creation_have_each_object_once_also_while_others_are_added()
    {
        var customer = await _partner.NewCustomerAsync();
        var made = new List<string>();
        for (var i = 0; i < 7; i++) made.Add((await _partner.NewPbxAsync(customer: customer)).Id());

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await _partner.GetAsync($"pbxs?customer={customer}&limit=3&count=true{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(200);
            Assert.True(page["items"].AsArray().Count <= 3);
            Assert.True((long)page["totalCount"]! >= 7);
            seen.AddRange(page["items"].AsArray().Select(item => item!.Id()));
            if (cursor is null) made.Add((await _partner.NewPbxAsync(customer: customer)).Id());
            cursor = (string?)page.Json!["nextCursor"];
        }
        while (cursor is not null);

        Assert.Equal(made, seen);
        Assert.Null((await _partner.GetAsync($"pbxs?customer={customer}")).Json!["totalCount"]);
    }

    [Fact]
    public async Task Filters_apply_together_and_alternatives_of_one_apart()
    {
        var customer = await _partner.NewCustomerAsync();
        var cloud = await _partner.NewPbxAsync(new { platform = "Cloud", region = "eu-west-1", term = "Monthly" }, customer);
        var yearly = await _partner.NewPbxAsync(customer: customer);
        var service = await _partner.NewPbxAsync(new { licensing = "PerService", term = "Lifetime" }, customer);

        await FindsAsync("platform=Cloud", cloud.Id());
        await FindsAsync("platform=Cloud&platform=Virtual&term=Yearly", yearly.Id());
        await FindsAsync("term=Monthly&term=Lifetime", cloud.Id(), service.Id());
        await FindsAsync("licensing=PerService", service.Id());
        await FindsAsync("state=Created", yearly.Id(), service.Id());
        await FindsAsync("region=EU-WEST-1", cloud.Id());
        await FindsAsync("expiresBefore=" + Moment(DateTime.UtcNow.AddDays(60)), cloud.Id());
        await FindsAsync("expiresBefore=" + Moment(DateTime.UtcNow.AddDays(400)), cloud.Id(), yearly.Id());
        await FindsAsync("sshOpen=false", cloud.Id(), yearly.Id(), service.Id());
        await FindsAsync("sshOpen=true");
        await FindsAsync("notRenewedForSeconds=0");
        Assert.Empty(await _partner.AllAsync("pbxs?customer=no-such-customer"));

        async Task FindsAsync(string filter, params string[] ids)
            => Assert.Equal(ids, (await _partner.AllAsync($"pbxs?customer={customer}&{filter}")).Select(pbx => pbx.Id()));
    }

    [Fact]
    public async Task Wildcards_match_in_any_case_beyond_ascii_and_brackets_are_letters()
    {
        var tail = Estate.Name();
        var umlaut = (await _partner.PostAsync("customers", new { name = $"Öster [x] {tail}" })).Expect(201)["resource"].Id();
        var plain = (await _partner.PostAsync("customers", new { name = $"Oster x {tail}" })).Expect(201)["resource"].Id();
        await FindsAsync($"ö*{tail}", umlaut);
        await FindsAsync($"?STER*{tail}", umlaut, plain);
        await FindsAsync($"*[x] {tail}", umlaut);
        await FindsAsync($"*{tail.ToUpperInvariant()}", umlaut, plain);
        await FindsAsync($"%{tail}");

        async Task FindsAsync(string name, params string[] ids)
            => Assert.Equal(ids, (await _partner.AllAsync("customers?name=" + Uri.EscapeDataString(name))).Select(customer => customer.Id()));
    }

    [Theory]
    [InlineData("pbxs?limit=0", "limit")]
    [InlineData("pbxs?limit=1001", "limit")]
    [InlineData("pbxs?limit=abc", "limit")]
    [InlineData("pbxs?limit=1&limit=2", "limit")]
    [InlineData("pbxs?cursor=nonsense", "cursor")]
    [InlineData("pbxs?count=yes", "count")]
    [InlineData("pbxs?platform=Clod", "platform")]
    [InlineData("pbxs?platform=1", "platform")]
    [InlineData("pbxs?term=yearly", "term")]
    [InlineData("pbxs?expiresBefore=tomorrow", "expiresBefore")]
    [InlineData("pbxs?notRenewedForSeconds=-1", "notRenewedForSeconds")]
    [InlineData("pbxs?sshOpen=1", "sshOpen")]
    [InlineData("pbxs?nam=x", "nam")]
    [InlineData("pbxs?name=", "name")]
    [InlineData("customers/x?dryRun=true", "dryRun")]
    [InlineData("audit-events?key=x", "key")]
    public async Task A_query_that_can_not_be_read_is_refused_by_name(string path, string parameter)
    {
        var reply = (await _partner.GetAsync(path)).ExpectProblem(400, "InvalidRequest");
        Assert.Contains($"'{parameter}'", (string)reply["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_word_comes_with_those_that_are_accepted()
    {
        Assert.Equal("Accepted: Cloud, Virtual, Hardware.", (string)(await _partner.GetAsync("pbxs?platform=Clod"))["action"]!);
        Assert.Contains("name, customer, platform", (string)(await _partner.GetAsync("pbxs?nam=x"))["action"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var cursor = (string)(await _partner.GetAsync("regions?limit=1")).Expect(200)["nextCursor"]!;
        (await _partner.GetAsync("pbxs?cursor=" + cursor)).ExpectProblem(400, "InvalidRequest");
        Assert.Equal(6, (await _partner.GetAsync("regions?cursor=" + cursor)).Expect(200)["items"].AsArray().Count);
    }

    [Fact]
    public async Task Profiles_have_a_price_for_each_term()
    {
        var profiles = await _partner.AllAsync("license-profiles");
        Assert.Equal(["PBX-BASIC", "UC-Essential", "UC-Business", "UC-Premium", "UC-Wizyconf", "PBX-Service"], profiles.Select(profile => (string)profile["name"]!));
        Assert.All(profiles, profile => Assert.Equal(["Monthly", "Yearly", "FiveYears", "Lifetime"], profile["prices"]!.AsObject().Select(price => price.Key)));
    }

    static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
