namespace WildixPbx.Tests.Post;

/// <summary>Mails as a real server took them and its own library read them.</summary>
public sealed class MailTests : IDisposable
{
    const string To = "-From 'Licences <licences@example.com>' -To it@example.com";

    readonly Statuses _statuses = new();

    [Fact]
    public async Task A_mail_without_one_of_its_parts_receivers_or_figures_is_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var outcome = _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} -From 'Licences <licences@example.com>' -To 'IT office <it@example.com>', noc@example.com -Cc boss@example.com -Bcc archive@example.com -Title 'Night check'");
        Assert.Empty(outcome.Errors);
        Assert.Equal(["IT office <it@example.com>: Sent", "noc@example.com: Sent", "boss@example.com: Sent", "archive@example.com: Sent"], outcome.Told());

        var mail = await server.NextAsync();
        Assert.Equal("licences@example.com", mail.From);
        Assert.Equal(["it@example.com", "noc@example.com", "boss@example.com", "archive@example.com"], mail.Receivers);
        Assert.Equal("IT office <it@example.com>, noc@example.com", mail.To);
        Assert.Equal("boss@example.com", mail.Cc);
        Assert.Null(mail.Bcc);
        Assert.Equal("Night check: 1 Emergency calls only, 1 Grace period, 1 Not renewed (per service), 1 Unknown", mail.Subject);
        Assert.Equal("auto-generated", mail.Automatic);
        Assert.Equal("multipart/mixed", mail.Structure);
        Assert.Equal(["text/plain", "text/html", "text/csv"], mail.Parts.Select(part => part.Type));

        Assert.Contains("1 PBX makes emergency calls only, 1 PBX will, unless it renews in time, and 2 PBXs need a look.", mail.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("Kvist AS / kvist-bergen: Emergency calls only", mail.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("<strong><bdi>rossi-roma</bdi></strong>", mail.Parts[1].Text, StringComparison.Ordinal);
        Assert.Equal("license-check-2026-11-24.csv", mail.Parts[2].Name);
        Assert.Equal(_statuses.Export("New-Estate", "r.csv"), mail.Parts[2].Text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task A_name_that_is_markup_in_a_mail_or_a_header_of_it_is_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        _statuses.Session.Set("name", "<img src=x>\r\nBcc: evil@example.com\u202E");
        Assert.Empty(_statuses.Send("New-Status $name $name -Hours 100", $"-SmtpServer 127.0.0.1 -Port {server.Port} {To} -Title $name").Errors);
        var mail = await server.NextAsync();
        Assert.Equal(["it@example.com"], mail.Receivers);
        Assert.Null(mail.Bcc);
        Assert.DoesNotContain("<img", mail.Parts[1].Text, StringComparison.Ordinal);
        Assert.Contains("\u2068<img src=x> Bcc: evil@example.com\u202E\u2069", mail.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_customer_without_a_contact_whose_name_turns_what_follows_is_isolated_in_the_error()
    {
        _statuses.Session.Set("name", "Ros\u202Eis\r\nS.p.A.");
        var outcome = _statuses.Send("New-Status $name a -Hours 100", "-SmtpServer 127.0.0.1 -Port 9 -AllowInsecureTransport -From licences@example.com -PerCustomer");
        Assert.Equal(["WmpContactMissing"], outcome.ErrorIds);
        Assert.Contains("'\u2068Ros\u202Eis S.p.A.\u2069'", outcome.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_customer_whose_accent_is_written_in_two_ways_gets_one_mail()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        const string Written = "foreach ($name in \"Caf$([char]0xE9)\", \"CAFE$([char]0x301)\") { $status = New-Status $name a -Hours 100; if ($name -ceq \"Caf$([char]0xE9)\") { $status.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new('Contact', 'it@cafe.example.com')) }; $status }";
        var outcome = _statuses.Send(Written, $"-SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -PerCustomer");
        Assert.Empty(outcome.Errors);
        Assert.Equal(2, Assert.Single(outcome.Output).Prop("PbxCount"));
    }

    [Fact]
    public async Task Only_customers_of_the_input_are_told_and_each_of_its_own_PBXs_alone()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        const string WithContacts = "New-Estate | ForEach-Object { $email = if ($_.Customer -like 'Rossi*') { 'it@rossi.example.com' }; $_.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new('Contact', $email)); $_ }";
        var outcome = _statuses.Send(WithContacts, $"-SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -PerCustomer -Bcc archive@example.com");
        Assert.Equal(["WmpContactMissing"], outcome.ErrorIds);
        Assert.Contains("Kvist AS", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["it@rossi.example.com: Sent", "archive@example.com: Sent"], outcome.Told());
        var mail = await server.NextAsync();
        Assert.Equal("it@rossi.example.com", mail.To);
        Assert.StartsWith("Licence check, Rossi S.p.A.: 1 Grace period", mail.Subject, StringComparison.Ordinal);
        Assert.All(mail.Parts, part => Assert.DoesNotContain("kvist", part.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task Contacts_of_the_portal_are_found_where_the_input_has_none()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        using var portal = new PortalSession();
        var delivery = Assert.Single(portal.Session.Get($"[pscustomobject] @{{ Customer = '{PortalSession.Customer}'; Pbx = 'a'; State = 'Grace' }} | Send-WmpLicenseCheckReport -SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -PerCustomer -StatePath '{_statuses.At("state")}'"));
        Assert.Equal("it@bergmann.example.com", delivery.Text("Receiver"));
        Assert.Equal(PortalSession.Customer, delivery.Text("Customer"));
        Assert.Equal("it@bergmann.example.com", (await server.NextAsync()).To);
    }

    [Fact]
    public async Task WhatIf_and_OnlyIfFindings_that_send_all_the_same_are_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var server1 = $"-SmtpServer 127.0.0.1 -Port {server.Port} {To}";
        Assert.Empty(_statuses.Send("New-Estate", server1 + " -WhatIf").Output);
        Assert.Equal(["it@example.com: NothingToSay"], _statuses.Send("New-Status a b -Hours 1", server1 + " -OnlyIfFindings").Told());
        Assert.Equal(["it@example.com: Sent"], _statuses.Send("New-Status a b -Hours 1", server1).Told());
        Assert.Equal("Licence check: nothing to do", (await server.NextAsync()).Subject);
        Assert.Equal(0, await server.LeftAsync());
    }

    [Theory]
    [InlineData("-SmtpServer localhost -To a@example.com", "-From is missing")]
    [InlineData("-SmtpServer localhost -From a@example.com", "Nobody is to get the mail")]
    [InlineData("-SmtpServer localhost -From nobody -To a@example.com", "'nobody' is no mail address (From)")]
    [InlineData("-SmtpServer localhost -From a@example.com -To 'b@'", "is no mail address (To)")]
    [InlineData("-SmtpServer localhost -From a@example.com -To b@example.com -PerCustomer", "exclude each other")]
    [InlineData("-SmtpServer localhost -From a@example.com -To b@example.com -UseSsl -StartTls", "exclude each other")]
    [InlineData("-SmtpServer localhost -From a@example.com -To b@example.com -Quiet -1", "-Quiet is no time to wait")]
    [InlineData("-From a@example.com", "Nothing says where the report goes")]
    [InlineData("-SmtpServer ''", "-SmtpServer is given, but says nothing")]
    [InlineData("-SmtpServer localhost -From a@example.com -To b@example.com -Timeout 0", "-Timeout is no time to wait")]
    public void What_can_t_be_sent_ends_before_the_first_status_is_read(string parameters, string text)
    {
        var error = _statuses.Session.End($"New-Estate | Send-WmpLicenseCheckReport {parameters}");
        Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_that_names_a_time_with_which_a_daily_job_skips_a_day_is_found()
        => Assert.Contains("20:00:00", _statuses.Session.End("New-Estate | Send-WmpLicenseCheckReport -Webhook http://127.0.0.1:9 -Quiet -1").ErrorDetails.RecommendedAction, StringComparison.Ordinal);

    public void Dispose() => _statuses.Dispose();
}
