namespace WildixPbx.Sandbox.Tests;

public class TagTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Fact]
    public async Task A_tag_is_strong_the_same_in_header_and_object_and_changes_with_the_object()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var before = (await _partner.GetAsync("pbxs/" + pbx.Id())).Expect(200);
        Assert.Matches("^\"[^\"]+\"$", before.ETag);
        Assert.Equal(before.ETag, (string)before["eTag"]!);
        Assert.Equal(before.ETag, (string)pbx["eTag"]!);

        var change = (await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 31)))).Expect(200);
        var after = (await _partner.GetAsync("pbxs/" + pbx.Id())).Expect(200);
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(after.ETag, change.ETag);
        Assert.Equal(after.ETag, (string)change["resource"]["pbx"]!["eTag"]!);
    }

    [Fact]
    public async Task A_stale_tag_is_refused_a_right_one_a_star_and_none_are_taken()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var (path, tag) = ($"pbxs/{pbx.Id()}/licenses", (string)pbx["eTag"]!);
        var after = (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 31)), ifMatch: $"\"other\", {tag}")).Expect(200);
        (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 32)), ifMatch: tag)).ExpectProblem(412, "StaleETag");
        (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 32)), ifMatch: "W/" + after.ETag)).ExpectProblem(412, "StaleETag");
        (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 33)), ifMatch: after.ETag)).Expect(200);
        (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 34)), ifMatch: "*")).Expect(200);
        (await _partner.PatchAsync(path, Estate.Counts(("UC-Essential", 35)))).Expect(200);
    }

    [Fact]
    public async Task Every_change_of_an_existing_object_takes_a_tag_and_no_creation_does()
    {
        var customer = await _partner.NewCustomerAsync();
        var contact = (await _partner.GetAsync($"contacts?customer={customer}"))["items"][0]!;
        (await _partner.PatchAsync("customers/" + customer, new { name = Estate.Name() }, ifMatch: "\"x\"")).Expect(412);
        (await _partner.DeleteAsync("customers/" + customer, ifMatch: "\"x\"")).Expect(412);
        (await _partner.DeleteAsync("contacts/" + contact.Id(), ifMatch: "\"x\"")).Expect(412);
        (await _partner.PostAsync($"customers/{customer}/contacts", new { name = "B", email = "b@example.com" }, ifMatch: "\"x\"")).Expect(412);
        (await _partner.PostAsync("customers", new { name = Estate.Name() }, ifMatch: "\"x\"")).ExpectProblem(400, "InvalidRequest");
        (await _partner.PostAsync("pbxs", Estate.PbxBody(customer), ifMatch: "\"x\"")).ExpectProblem(400, "InvalidRequest");
    }

    [Fact]
    public async Task A_get_of_what_is_known_is_304_without_a_body()
    {
        var pbx = await _partner.NewPbxAsync();
        var reply = (await _partner.GetAsync("pbxs/" + pbx.Id(), ifNoneMatch: (string)pbx["eTag"]!)).Expect(304);
        Assert.Equal("", reply.Text);
        (await _partner.GetAsync("pbxs/" + pbx.Id(), ifNoneMatch: "\"other\"")).Expect(200);
    }

    [Fact]
    public async Task Of_two_admins_with_one_tag_only_one_gets_through()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var replies = await Task.WhenAll(Enumerable.Range(31, 10).Select(count
            => _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", count)), ifMatch: (string)pbx["eTag"]!)));
        Assert.Equal(1, replies.Count(reply => reply.Status == 200));
        Assert.Equal(9, replies.Count(reply => reply.Status == 412));
    }
}
