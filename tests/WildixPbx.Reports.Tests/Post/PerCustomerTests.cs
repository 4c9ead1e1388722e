namespace WildixPbx.Tests.Post;

/// <summary>Whose mail names whose PBXs.</summary>
public sealed class PerCustomerTests : IDisposable
{
    // Of two firms, whose names nobody wrote down; one PBX is nobody's.
    const string Nameless = """
        'a1,,a@firma-a.example', 'b1, ,b@firma-b.example', 'a2,,A@firma-a.example', 'lost,,' | ForEach-Object {
            $name, $customer, $contact = $_ -split ','
            [pscustomobject] @{ Customer = $customer; Pbx = $name; State = 'Grace'; Contact = $contact }
        }
        """;

    readonly Statuses _statuses = new();

    static string To(MailServer server, string more = "") => $"-SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -PerCustomer {more}";

    [Fact]
    public async Task A_mail_to_two_contacts_whose_customers_are_not_known_is_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var outcome = _statuses.Send(Nameless, To(server));
        Assert.Equal(["WmpContactMissing"], outcome.ErrorIds);
        Assert.Contains("neither a customer nor a contact", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a@firma-a.example: Sent", "b@firma-b.example: Sent"], outcome.Told());
        Assert.Equal([2, 1], outcome.Output.Select(delivery => (int)delivery.Prop("PbxCount")!));

        var (first, second) = (await server.NextAsync(), await server.NextAsync());
        Assert.Equal(("a@firma-a.example", "b@firma-b.example"), (first.To, second.To));
        Assert.Equal([["a@firma-a.example"], ["b@firma-b.example"]], new[] { first.Receivers, second.Receivers });
        Assert.Equal("Licence check: 2 Grace period", first.Subject);
        Assert.All(first.Parts, part => Assert.DoesNotMatch("b1|lost", part.Text));
        Assert.All(second.Parts, part => Assert.DoesNotMatch("a1|a2|lost", part.Text));
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task Two_addresses_in_a_cell_without_a_customer_are_two_mails_and_a_bad_one_costs_the_other_nothing()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var outcome = _statuses.Send("[pscustomobject] @{ Pbx = 'b'; State = 'Grace'; Contact = 'nobody; IT <it@example.com>, noc@example.com' }", To(server));
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Equal(["IT <it@example.com>: Sent", "noc@example.com: Sent"], outcome.Told());
        Assert.Equal(["IT <it@example.com>", "noc@example.com"], [(await server.NextAsync()).To!, (await server.NextAsync()).To!]);
    }

    [Fact]
    public async Task What_was_told_of_one_contact_s_PBXs_is_not_taken_for_another_s_or_for_all()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        const string Quiet = "-Bcc archive@example.com -Quiet 20:00:00 -ErrorAction SilentlyContinue";
        const string B = Nameless + "; [pscustomobject] @{ Pbx = 'b2'; State = 'Grace'; Contact = 'b@firma-b.example' }";
        Assert.Equal(["a@firma-a.example: Sent", "archive@example.com: Sent", "b@firma-b.example: Sent", "archive@example.com: Sent"], _statuses.Send(Nameless, To(server, Quiet)).Told());
        Assert.Equal(["a@firma-a.example: Quiet", "archive@example.com: Quiet", "b@firma-b.example: Quiet", "archive@example.com: Quiet"], _statuses.Send(Nameless, To(server, Quiet)).Told());
        Assert.Equal(["a@firma-a.example: Quiet", "archive@example.com: Quiet", "b@firma-b.example: Sent", "archive@example.com: Sent"], _statuses.Send(B, To(server, Quiet)).Told());

        const string OfA = "$(" + Nameless + ") | Where-Object Contact -like 'a@*'";
        Assert.Equal(["a@firma-a.example: Sent"], _statuses.Send(OfA, $"-SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -To a@firma-a.example -Quiet 20:00:00").Told());
    }

    [Theory]
    [InlineData("Contact")]
    [InlineData("ContactEmail")]
    [InlineData("Email")]
    [InlineData("contact e-mail")]
    public async Task A_contact_of_a_file_that_is_lost_on_its_way_through_the_check_is_found(string column)
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        _statuses.Session.Get($"$row = {Row(column)}");
        var outcome = _statuses.Send("$row | Get-LicenseCheckStatus", To(server));
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        Assert.Empty(outcome.Warnings); // such as that the column is not read
        Assert.Equal(["it@rossi.example: Sent"], outcome.Told());
        Assert.Equal("Rossi S.p.A.", Assert.Single(outcome.Output).Text("Customer"));
    }

    [Fact]
    public void A_contact_that_a_second_judgement_loses_or_a_report_shows_is_found()
    {
        _statuses.Session.Get($"$row = {Row("Contact")}");
        Assert.Equal("it@rossi.example", Assert.Single(_statuses.Session.Get("$row | Get-LicenseCheckStatus | Get-LicenseCheckStatus -AsOf 2026-11-25T00:00:00Z")).Text("Contact"));
        foreach (var name in (string[])["r.html", "r.json", "r.csv", "r.xml", "r.md"])
            Assert.DoesNotContain("it@rossi", _statuses.Export("$row | Get-LicenseCheckStatus", name), StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_of_a_row_that_the_portal_knows_more_of_is_kept()
    {
        using var portal = new PortalSession();
        var name = portal.NewPbx();
        Assert.Equal("it@rossi.example", Assert.Single(portal.Session.Get($"[pscustomobject] @{{ Name = '{name}'; Contact = 'it@rossi.example' }} | Get-LicenseCheckStatus")).Text("Contact"));
        Assert.Null(Assert.Single(portal.Session.Get($"Get-LicenseCheckStatus {name}")).Text("Contact"));
    }

    public void Dispose() => _statuses.Dispose();

    static string Row(string column)
        => $"[pscustomobject] @{{ Customer = 'Rossi S.p.A.'; Name = 'rossi-roma'; Platform = 'Virtual'; Licensing = 'PerUser'; WmsVersion = '4.03.44693.48'; LastRenewal = '2026-01-02T03:00:00Z'; '{column}' = 'it@rossi.example' }}";
}
