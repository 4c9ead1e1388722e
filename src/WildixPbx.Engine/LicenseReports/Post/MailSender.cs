using System.Net;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using WildixPbx.Engine.Redaction;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>Sends mails to one server over one connection, as long as that lasts.</summary>
sealed class MailSender : IDisposable
{
    const int SubmissionPort = 587, TlsPort = 465;

    readonly MailSettings _settings;
    readonly MailErrors _errors;
    readonly int _port;
    readonly Client _client;

    public MailSender(MailSettings settings, TimeSpan timeout, Redactor redactor)
    {
        _settings = settings;
        _port = settings.Port ?? (settings.Security == MailSecurity.Tls ? TlsPort : SubmissionPort);
        _errors = new MailErrors(MailServerName.Write(settings.Server, _port), settings.Credential is not null, timeout, redactor);
        if (settings.Credential is { } login) redactor.Register(login.Password);
        MailAddresses.Check(settings.From, "From");
        foreach (var to in settings.To) MailAddresses.Check(to, "To");
        foreach (var cc in settings.Cc) MailAddresses.Check(cc, "Cc");
        foreach (var bcc in settings.Bcc) MailAddresses.Check(bcc, "Bcc");

        // The chain and the name are checked. Revocation lists can't be reached from many networks, and the rest of the
        // module does not ask for them either.
        _client = new Client { Timeout = (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue), CheckCertificateRevocation = false };
    }

    /// <summary>Sends one mail. Who the server took it for comes back, with the refusal of the others.</summary>
    public async Task<(IReadOnlyCollection<string> Accepted, WildixPbxException? Refusal)> SendAsync(
        ReportScope scope, LicenseReportMessage message, string title, CancellationToken cancellationToken)
    {
        using var mail = MailOf(scope, message, title);
        try
        {
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
            _client.Refused.Clear();
            await _client.SendAsync(mail, MailAddresses.Of(_settings.From, "From"), message.Receivers.Select(static receiver => MailAddresses.Of(receiver, "To")), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && MailErrors.IsOfMail(exception))
        {
            await CloseAsync().ConfigureAwait(false);
            throw _errors.Of(exception);
        }

        string[] accepted = [.. message.Receivers.Where(receiver => !_client.Refused.ContainsKey(MailAddresses.AddressOf(receiver)))];
        return (accepted, _client.Refused.Count == 0 ? null : _errors.OfReceivers(_client.Refused, accepted));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client.IsConnected) return;
        await _client.ConnectAsync(_settings.Server, _port, Options(), cancellationToken).ConfigureAwait(false);
        if (_settings.Credential is { } login) await _client.AuthenticateAsync(login, cancellationToken).ConfigureAwait(false);
    }

    async Task CloseAsync()
    {
        try
        {
            if (_client.IsConnected) await _client.DisconnectAsync(quit: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (MailErrors.IsOfMail(exception))
        {
            // It is closed one way or the other.
        }
    }

    SecureSocketOptions Options() => _settings.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Insecure => SecureSocketOptions.StartTlsWhenAvailable,
        _ => IsThisMachine(_settings.Server) ? SecureSocketOptions.None : SecureSocketOptions.StartTls,
    };

    static bool IsThisMachine(string server)
        => string.Equals(server, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(server, out var address) && IPAddress.IsLoopback(address));

    MimeMessage MailOf(ReportScope scope, LicenseReportMessage message, string title)
    {
        var due = new HashSet<string>(message.Receivers, StringComparer.OrdinalIgnoreCase);
        var mail = new MimeMessage { Subject = message.Subject };
        mail.From.Add(MailAddresses.Of(_settings.From, "From"));
        foreach (var to in _settings.PerCustomer ? [.. scope.Contacts] : _settings.To)
            if (due.Contains(to)) mail.To.Add(MailAddresses.Of(to, "To"));
        foreach (var cc in _settings.Cc)
            if (due.Contains(cc)) mail.Cc.Add(MailAddresses.Of(cc, "Cc"));
        if (mail.To.Count + mail.Cc.Count == 0) mail.To.Add(new GroupAddress("undisclosed-recipients"));

        // So that no absence note answers a machine (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");

        var body = new BodyBuilder { TextBody = MailText.Plain(scope, title), HtmlBody = MailText.Html(scope, title) };
        using var csv = new MemoryStream();
        scope.Csv.CopyTo(csv);
        var day = (scope.Figures.AsOf?.Last ?? DateTimeOffset.UtcNow).UtcDateTime.Date;
        body.Attachments.Add($"license-check-{ReportWords.Day(day)}.csv", csv.ToArray(), new ContentType("text", "csv") { Charset = "utf-8" });
        mail.Body = body.ToMessageBody();
        return mail;
    }

    /// <summary>A client that goes on when the server refuses one of several receivers, and remembers whom.</summary>
    sealed class Client : SmtpClient
    {
        public Dictionary<string, SmtpResponse> Refused { get; } = new(StringComparer.OrdinalIgnoreCase);

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
            => Refused[mailbox.Address.ToLowerInvariant()] = response;

        protected override void OnNoRecipientsAccepted(MimeMessage message)
            => throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, Refused.Values.First().StatusCode, string.Join("; ", Refused.Select(static refused => $"{refused.Key}: {refused.Value.Response}")));
    }
}
