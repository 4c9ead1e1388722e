namespace WildixPbx.Tests.Post;

/// <summary>What is sent, and to whom it is news, where what PBXs said themselves is all that was found.</summary>
public sealed class BoxPostTests : IDisposable
{
    readonly Statuses _statuses = new();
    readonly WebhookServer _webhook = new();

    // Facts of one PBX that is Ok, with what its box says; a disagreement leaves it Ok.
    const string Functions = """
        function New-Fine($Box, $Renewal = $asOf.AddHours(-5)) {
            $facts = [WildixPbx.LicenseCheckFacts] @{ Customer = 'a'; Pbx = 'p'; Serial = 'S-p'; Platform = 'Virtual'; Licensing = 'PerUser'; Source = 'Portal'; WmsVersion = [WildixPbx.WmsVersion]::Parse('4.03.44693.48'); LastRenewal = $Renewal }
            if ($Box) { $facts = $Box.Complete($facts, $asOf) }
            [WildixPbx.LicenseCheck]::StatusOf($facts, $asOf)
        }
        function New-Box($Version = '4.03.44693.48', $Licensing = 'PerUser', $Hours = 5) {
            [WildixPbx.LicenseCheckBox] @{ Answer = 'Told'; WmsVersion = [WildixPbx.WmsVersion]::Parse($Version); Licensing = $Licensing; LastRenewal = if ($null -ne $Hours) { $asOf.AddHours(-$Hours) } }
        }
        """;

    public BoxPostTests() => _statuses.Session.Get(". { " + Functions + " }");

    [Theory]
    [InlineData("silent", "Licence check: 1 PBX needs a look")]
    [InlineData("both", "Licence check: 1 PBX needs a look")]
    [InlineData("agrees", null)]
    [InlineData("undated", "Licence check: 1 PBX needs a look")] // it confirms nothing
    public async Task OnlyIfFindings_that_does_not_follow_what_boxes_said_and_a_subject_that_hides_it_are_found(string name, string? subject)
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var outcome = _statuses.Send($"& {{ New-Asked; New-Undated }} | ForEach-Object {{ if ($_.Pbx -eq '{name}') {{ $_ }} }}", $"-SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -To it@example.com -OnlyIfFindings");
        Assert.Empty(outcome.Errors);
        Assert.Equal([subject is null ? "it@example.com: NothingToSay" : "it@example.com: Sent"], outcome.Told());
        if (subject is not null) Assert.Equal(subject, (await server.NextAsync()).Subject);
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task A_subject_that_counts_boxes_wrongly_or_says_nothing_to_do_of_them_is_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var parameters = $"-SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -To it@example.com";
        Assert.Empty(_statuses.Send("& { New-Asked; New-Undated } | ForEach-Object { if ($_.Pbx -in 'agrees', 'silent', 'both', 'undated') { $_ } }", parameters).Errors);
        Assert.Equal("Licence check: 3 PBXs need a look", (await server.NextAsync()).Subject);
        Assert.Empty(_statuses.Send("New-Asked", parameters).Errors);
        Assert.Equal("Licence check: 1 Emergency calls only", (await server.NextAsync()).Subject); // a state says more
        Assert.Empty(_statuses.Send("New-Asked | ForEach-Object { if ($_.Pbx -eq 'agrees') { $_ } }", parameters).Errors);
        Assert.Equal("Licence check: nothing to do", (await server.NextAsync()).Subject);
        Assert.Equal(0, await server.LeftAsync());
    }

    [Theory] // each pair is one PBX that is Ok in both; the first was told
    [InlineData("New-Fine ([WildixPbx.LicenseCheckBox]::Silent('x'))", "New-Fine $null $asOf.AddHours(5)", "Sent")] // a clock instead of silence
    [InlineData("New-Fine ([WildixPbx.LicenseCheckBox]::Silent('x'))", "New-Fine (New-Box -Version 6.06.1.1)", "Sent")]
    [InlineData("New-Fine ([WildixPbx.LicenseCheckBox]::Silent('x'))", "New-Fine ([WildixPbx.LicenseCheckBox]::Silent('y'))", "Quiet")] // why it is silent is no state
    [InlineData("New-Fine (New-Box -Version 6.06.1.1)", "New-Fine (New-Box -Licensing PerService)", "Sent")] // about something else
    [InlineData("New-Fine (New-Box -Version 6.06.1.1)", "New-Fine (New-Box -Version 6.06.1.1 -Licensing PerService)", "Sent")]
    [InlineData("New-Fine (New-Box -Version 6.06.1.1)", "New-Fine (New-Box -Version 6.07.1.1)", "Quiet")] // the same with another value
    [InlineData("New-Fine (New-Box -Version 6.06.1.1)", "New-Fine (New-Box -Version 6.06.1.1 -Hours $null)", "Sent")] // it confirms nothing any more
    [InlineData("New-Fine ([WildixPbx.LicenseCheckBox]::Silent('x'))", "New-Fine (New-Box)", "Sent")] // over
    public void Quiet_that_takes_another_reason_to_act_for_the_same_state_or_the_same_for_another_is_found(string first, string second, string expected)
    {
        Assert.Equal("Sent", Send(first));
        Assert.Equal("Quiet", Send(first));
        Assert.Equal(expected, Send(second));

        string Send(string script)
        {
            var outcome = _statuses.Send(script, $"-Webhook {_webhook.Uri} -Quiet 1.00:00:00");
            Assert.Empty(outcome.Errors);
            return Assert.Single(outcome.Output).Text("Outcome")!;
        }
    }

    public void Dispose()
    {
        _webhook.Dispose();
        _statuses.Dispose();
    }
}
