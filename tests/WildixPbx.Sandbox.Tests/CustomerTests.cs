namespace WildixPbx.Sandbox.Tests;

public class CustomerTests(SandboxFixture fixture)
{
    readonly PortalClient _partner = fixture.Partner;

    [Theory]
    [InlineData("a/b")]
    [InlineData("100 % + more")]
    [InlineData("a%2Fb")]
    [InlineData("Müller & Söhne?#[*]")]
    [InlineData("Ρόδος 株式会社 🎉")]
    [InlineData("semi;colon\\back'quote\"")]
    public async Task A_customer_is_found_by_any_name_in_any_case(string name)
    {
        var full = Estate.Name(name + " ");
        var created = (await _partner.PostAsync("customers", new { name = $"  {full}  " })).Expect(201)["resource"];
        Assert.Equal(full, (string)created["name"]!);
        Assert.Equal(created.Id(), (await _partner.GetAsync("customers/" + Uri.EscapeDataString(full.ToUpperInvariant()))).Expect(200).Json!.Id());
        Assert.Equal(created.Id(), Assert.Single(await _partner.AllAsync("customers?name=" + Uri.EscapeDataString(full.Replace("*", "?", StringComparison.Ordinal)))).Id());

        var again = (await _partner.PostAsync("customers", new { name = full.ToLowerInvariant() })).Expect(200);
        Assert.False((bool)again["changed"]!);
        Assert.Equal(created.Id(), again["resource"].Id());
        (await _partner.PostAsync("customers", new { name = full, noClobber = true })).ExpectProblem(409, "NameTaken");
        (await _partner.DeleteAsync("customers/" + Uri.EscapeDataString(full))).Expect(200);
    }

    [Fact]
    public async Task Names_that_differ_only_by_an_escape_are_two_customers()
    {
        var tail = Estate.Name();
        var slash = (await _partner.PostAsync("customers", new { name = "x/" + tail })).Expect(201)["resource"].Id();
        var escape = (await _partner.PostAsync("customers", new { name = "x%2F" + tail })).Expect(201)["resource"].Id();
        Assert.Equal(slash, (await _partner.GetAsync("customers/x%2F" + tail)).Expect(200).Json!.Id());
        Assert.Equal(escape, (await _partner.GetAsync("customers/x%252F" + tail)).Expect(200).Json!.Id());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("tab\there")]
    [InlineData("line\nend")]
    public async Task A_name_that_is_none_is_refused(string name)
        => (await _partner.PostAsync("customers", new { name })).ExpectProblem(400, "InvalidRequest");

    [Fact]
    public async Task A_name_has_200_characters_at_most()
    {
        (await _partner.PostAsync("customers", new { name = Estate.Name().PadRight(200, 'x') })).Expect(201);
        (await _partner.PostAsync("customers", new { name = new string('x', 201) })).ExpectProblem(400, "InvalidRequest");
    }

    [Fact]
    public async Task A_rename_shows_in_all_that_belongs_to_the_customer()
    {
        var pbx = await _partner.NewLicensedPbxAsync();
        var (customer, name) = ((string)pbx["customerId"]!, Estate.Name("Renamed"));
        var request = (string)(await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", Estate.Counts(("UC-Essential", 1)))).Expect(202)["requestId"]!;

        Assert.True((bool)(await _partner.PatchAsync("customers/" + customer, new { name })).Expect(200)["changed"]!);
        Assert.False((bool)(await _partner.PatchAsync("customers/" + customer, new { name })).Expect(200)["changed"]!);

        Assert.Equal(name, (string)(await _partner.GetAsync("pbxs/" + pbx.Id()))["customer"]!);
        Assert.Equal(name, (string)(await _partner.GetAsync("requests/" + request))["customer"]!);
        Assert.Equal(name, (string)Assert.Single(await _partner.AllAsync("contacts?customer=" + name))["customer"]!);
        Assert.Equal(pbx.Id(), Assert.Single(await _partner.AllAsync("pbxs?customer=" + name)).Id());
        Assert.Equal(request, Assert.Single(await _partner.AllAsync("requests?customer=" + name)).Id());
        Assert.Empty(await _partner.AllAsync("pbxs?customer=" + Uri.EscapeDataString((string)pbx["customer"]!)));
    }

    [Fact]
    public async Task A_rename_may_change_the_case_but_not_take_anothers_name()
    {
        var (one, other) = (Estate.Name("one"), Estate.Name("other"));
        await _partner.NewCustomerAsync(one);
        await _partner.NewCustomerAsync(other);
        (await _partner.PatchAsync("customers/" + one, new { name = other.ToUpperInvariant() })).ExpectProblem(409, "NameTaken");
        (await _partner.PatchAsync("customers/" + one, new { name = one.ToUpperInvariant() })).Expect(200);
        Assert.Equal(one.ToUpperInvariant(), (string)(await _partner.GetAsync("customers/" + one))["name"]!);
    }

    [Fact]
    public async Task A_customer_with_a_pbx_stays_and_one_without_goes_with_its_contacts()
    {
        var pbx = await _partner.NewPbxAsync();
        (await _partner.DeleteAsync("customers/" + (string)pbx["customerId"]!)).ExpectProblem(409, "InUse");

        var customer = await _partner.NewCustomerAsync();
        var contact = Assert.Single(await _partner.AllAsync("contacts?customer=" + customer)).Id();
        (await _partner.DeleteAsync("customers/" + customer)).Expect(200);
        (await _partner.GetAsync("customers/" + customer)).ExpectProblem(404, "NotFound");
        (await _partner.GetAsync("contacts/" + contact)).ExpectProblem(404, "NotFound");
        Assert.Equal("ContactRemoved", (string)(await _partner.AllAsync("audit-events?subjectId=" + contact))[^1]["action"]!);
    }

    [Fact]
    public async Task Counts_follow_contacts_and_pbxs()
    {
        var customer = await _partner.NewCustomerAsync();
        var second = (await _partner.PostAsync($"customers/{customer}/contacts", new { name = "B", email = "b@example.com" })).Expect(201)["resource"].Id();
        await _partner.NewPbxAsync(customer: customer);
        var before = await _partner.GetAsync("customers/" + customer);
        Assert.Equal((2, 1), ((int)before["contactCount"]!, (int)before["pbxCount"]!));
        (await _partner.DeleteAsync("contacts/" + second)).Expect(200);
        Assert.Equal(1, (int)(await _partner.GetAsync("customers/" + customer))["contactCount"]!);
    }

    [Fact]
    public async Task The_same_mail_address_is_the_same_contact()
    {
        var path = $"customers/{await _partner.NewCustomerAsync()}/contacts";
        var first = (await _partner.PostAsync(path, new { name = "Bob", email = "Bob@Example.com" })).Expect(201);
        Assert.False((bool)(await _partner.PostAsync(path, new { name = "Bob", email = "bob@example.COM" })).Expect(200)["changed"]!);
        var renamed = (await _partner.PostAsync(path, new { name = "Robert", email = "bob@example.com" })).Expect(200);
        Assert.True((bool)renamed["changed"]!);
        Assert.Equal(first["resource"].Id(), renamed["resource"].Id());
        Assert.Equal("Robert", (string)renamed["resource"]["name"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    [InlineData("a@b@c")]
    [InlineData("a b@example.com")]
    public async Task What_is_no_mail_address_is_refused(string email)
        => (await _partner.PostAsync($"customers/{await _partner.NewCustomerAsync()}/contacts", new { name = "A", email })).ExpectProblem(400, "InvalidRequest");
}
