namespace WildixPbx.Tests.Post;

/// <summary>Servers that refuse, and ways on which nothing must be sent.</summary>
public sealed class MailRefusalTests : IDisposable
{
    const string Password = "cAnArY-pAsSwOrD-42";

    readonly Statuses _statuses = new();

    static string Addresses(string receivers = "it@example.com") => $"-From licences@example.com -To {receivers} -Quiet 1.00:00:00";

    [Fact]
    public async Task A_receiver_that_is_refused_keeps_the_others_from_nothing_and_is_not_remembered()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync("--refuse", "gone@example.com");
        var outcome = _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} {Addresses("gone@example.com, it@example.com")}");
        Assert.Equal(["WmpSmtpRefused"], outcome.ErrorIds);
        Assert.Contains("gone@example.com (550: 5.1.1 no such user here)", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["it@example.com: Sent"], outcome.Told());
        Assert.Equal(["it@example.com"], (await server.NextAsync()).Receivers);

        await using var again = await MailServer.StartAsync();
        Assert.Equal(["it@example.com: Quiet", "gone@example.com: Sent"], _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {again.Port} {Addresses("gone@example.com, it@example.com")}").Told());
    }

    [Fact]
    public async Task A_refusal_for_now_that_blames_the_addresses_is_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync("--refuse-data", "451 4.7.1 greylisted");
        var outcome = _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} {Addresses()}");
        Assert.Equal(["WmpSmtpRefused"], outcome.ErrorIds);
        Assert.Contains("try again in some minutes", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_a_server_refuses_is_a_typed_error_and_is_not_remembered()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync("--refuse-data");
        var outcome = _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} {Addresses()}");
        Assert.Equal(["WmpSmtpRefused"], outcome.ErrorIds);
        Assert.Contains("(554)", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("try again", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal); // not what 451 says
        Assert.Equal("WildixPbx.TransportException", outcome.Error.Exception.GetType().FullName);
        Assert.Empty(outcome.Output);
        await using var another = await MailServer.StartAsync();
        Assert.Equal(["it@example.com: Sent"], _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {another.Port} {Addresses()}").Told());
    }

    [Fact]
    public async Task A_server_that_wants_a_login_and_gets_none_says_what_to_give()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync("--login", $"user:{Password}");
        var outcome = _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} {Addresses()}");
        Assert.Equal(["WmpSmtpLoginRefused"], outcome.ErrorIds);
        Assert.Equal("WildixPbx.AuthenticationException", outcome.Error.Exception.GetType().FullName);
        Assert.Contains("Give -Credential", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'it@example.com,noc@example.com'")]
    [InlineData("'it@example.com; noc@example.com'")]
    [InlineData("'\"Rossi, IT\" <it@example.com>, NOC <noc@example.com>'")]
    public async Task Several_addresses_in_one_text_are_several_receivers(string to)
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        Assert.Equal(2, _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} {Addresses(to)}").Output.Count);
        Assert.Equal(["it@example.com", "noc@example.com"], (await server.NextAsync()).Receivers);
    }

    [Fact]
    public async Task A_contact_cell_with_two_addresses_is_two_contacts()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var outcome = _statuses.Send("[pscustomobject] @{ Customer = 'a'; Pbx = 'b'; State = 'Grace'; Contact = 'it@example.com; noc@example.com' }", $"-SmtpServer 127.0.0.1 -Port {server.Port} -From licences@example.com -PerCustomer");
        Assert.Equal(["it@example.com: Sent", "noc@example.com: Sent"], outcome.Told());
    }

    [Theory]
    [InlineData("'it@example.com,nobody'", "'nobody' is no mail address")]
    [InlineData("', ;'", "Nobody is to get the mail")]
    public void A_list_with_an_address_that_is_none_is_refused_before_anything_is_read(string to, string text)
    {
        var error = _statuses.Session.End($"New-Estate | Send-WmpLicenseCheckReport -SmtpServer 127.0.0.1 {Addresses(to)}");
        Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_not_there_is_one_error_however_many_mails_there_are()
    {
        var port = TinyServer.Nobody().Port;
        var outcome = _statuses.Send("New-Estate | ForEach-Object { [pscustomobject] @{ Customer = $_.Customer; Pbx = $_.Pbx; State = $_.State; Contact = 'it@example.com' } }", $"-SmtpServer 127.0.0.1 -Port {port} -From licences@example.com -PerCustomer");
        Assert.Equal(["WmpSmtpUnreachable"], outcome.ErrorIds);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_timeout()
    {
        using var silent = new TinyServer(null);
        var outcome = await Task.Run(() => _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {silent.Uri.Port} -Timeout 1 {Addresses()}"));
        Assert.Equal(["WmpTimeout"], outcome.ErrorIds);
    }

    [Theory]
    [InlineData("-StartTls", false)]
    [InlineData("-UseSsl", true)]
    public async Task A_login_that_goes_to_a_server_with_a_certificate_that_nobody_trusts_is_found(string mode, bool tlsFirst)
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        Directory.CreateDirectory(_statuses.At("tls"));
        var (certificate, key) = MailServer.Certificate(_statuses.At("tls"));
        await using var server = await MailServer.StartAsync(["--certificate", certificate, "--key", key, "--login", $"user:{Password}", .. tlsFirst ? new[] { "--tls-first" } : []]);
        _statuses.Session.Set("login", new System.Management.Automation.PSCredential("user", new System.Net.NetworkCredential("", Password).SecurePassword));
        var outcome = _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} {Addresses()} {mode} -Credential $login");
        Assert.Equal(["WmpSmtpCertificateRejected"], outcome.ErrorIds);
        Assert.DoesNotContain(Password, outcome.Everything(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task Plain_text_where_STARTTLS_was_asked_for_is_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        Assert.Equal(["WmpInsecureTransport"], _statuses.Send("New-Estate", $"-SmtpServer 127.0.0.1 -Port {server.Port} {Addresses()} -StartTls").ErrorIds);
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task A_login_over_STARTTLS_is_taken_and_a_wrong_one_is_refused_without_showing_the_password()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        Directory.CreateDirectory(_statuses.At("tls"));
        var (certificate, key) = MailServer.Certificate(_statuses.At("tls"));
        await using var server = await MailServer.StartAsync("--certificate", certificate, "--key", key, "--login", $"user:{Password}");
        string Script(string password) => $$"""
            $secret = ConvertTo-SecureString '{{password}}' -AsPlainText -Force
            $login = [Management.Automation.PSCredential]::new('user', $secret)
            [pscustomobject] @{ Customer = 'a'; Pbx = 'b'; State = 'Grace' } |
                Send-WmpLicenseCheckReport -SmtpServer localhost -Port {{server.Port}} -From licences@example.com -To it@example.com -StartTls -Credential $login -StatePath '{{_statuses.At("state")}}' -Verbose -Debug | Out-Default
            """;
        var trusted = ("SSL_CERT_FILE", certificate);
        var run = await ShellRun.OfAsync(Script(Password), trusted);
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(Password, run.Out + run.Error, StringComparison.Ordinal);
        var mail = await server.NextAsync();
        Assert.True(mail.Tls);
        Assert.Equal("user", mail.Login);

        var refused = await ShellRun.OfAsync(Script(Password + "x"), trusted);
        Assert.Contains("refuses the login", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refused.Error + refused.Out, StringComparison.Ordinal);
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task Mail_packages_that_load_before_anything_is_sent_are_found()
    {
        var run = await ShellRun.OfAsync($"[pscustomobject] @{{ Pbx = 'b'; State = 'Grace' }} | Export-WmpLicenseCheckReport '{_statuses.At("r.html")}'; [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object {{ $_.GetName().Name }}");
        Assert.Contains("WildixPbx.Engine", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("MailKit", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("MimeKit", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("BouncyCastle", run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _statuses.Dispose();
}
