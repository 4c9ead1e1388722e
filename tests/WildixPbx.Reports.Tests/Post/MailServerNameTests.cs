namespace WildixPbx.Tests.Post;

/// <summary>Servers as people write them.</summary>
public sealed class MailServerNameTests : IDisposable
{
    readonly Statuses _statuses = new();

    [Theory]
    [InlineData("127.0.0.1:{0}", "")]
    [InlineData("127.0.0.1", "-Port {0}")]
    [InlineData(" localhost:{0} ", "")]
    [InlineData("127.0.0.1:{0}", "-Port {0}")]
    [InlineData("[::1]:{0}", "")]
    [InlineData("[::1]", "-Port {0}")]
    [InlineData("::1", "-Port {0}")]
    public async Task A_server_that_is_not_reached_by_what_names_it_is_found(string server, string more)
    {
        var isOfSix = server.Contains("::", StringComparison.Ordinal);
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        Assert.SkipUnless(!isOfSix || System.Net.Sockets.Socket.OSSupportsIPv6, "There is no IPv6.");
        await using var mail = await MailServer.StartAsync(isOfSix ? ["--address", "::1"] : []);
        string Of(string text) => text.Replace("{0}", $"{mail.Port}", StringComparison.Ordinal);
        var outcome = _statuses.Send("New-Estate", $"-SmtpServer '{Of(server)}' {Of(more)} -From licences@example.com -To it@example.com");
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        Assert.Equal(["it@example.com"], (await mail.NextAsync()).Receivers);
    }

    [Theory]
    [InlineData("a b", "'a b' is no mail server")]
    [InlineData("smtp://mail", "'smtp://mail' is no mail server")]
    [InlineData("mail.example.com/x", "is no mail server")]
    [InlineData("mail.example.com:", "'' is no port")]
    [InlineData("mail.example.com:smtp", "'smtp' is no port")]
    [InlineData("mail.example.com:0", "'0' is no port")]
    [InlineData("mail.example.com:65536", "'65536' is no port")]
    [InlineData(":25", "is no mail server")]
    [InlineData("[mail]:25", "is no mail server")]
    [InlineData("[::1]x", "is no mail server")]
    [InlineData("1:2:3", "is no mail server")]
    [InlineData("mail.example.com:2525' -Port '25", "-SmtpServer says port 2525, and -Port says 25")]
    public void What_names_no_server_ends_before_the_first_status_is_read_and_says_what_does(string server, string text)
    {
        var error = _statuses.Session.End($"New-Estate | Send-WmpLicenseCheckReport -SmtpServer '{server}' -From licences@example.com -To it@example.com");
        Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("WildixPbx.ValidationException", error.Exception.GetType().FullName);
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(server.Contains("-Port", StringComparison.Ordinal) ? "once" : "mail.example.com:2525", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smtp://user:cAnArY-42@mail.example.com:25", "'***@mail.example.com:25' is no mail server")]
    [InlineData("user:cAnArY-42@mail.example.com", "'***@mail.example.com' is no port")]
    public void A_password_in_what_should_be_a_server_is_not_shown(string server, string text)
    {
        var error = _statuses.Session.End($"New-Estate | Send-WmpLicenseCheckReport -SmtpServer '{server}' -From licences@example.com -To it@example.com");
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _statuses.Dispose();
}
