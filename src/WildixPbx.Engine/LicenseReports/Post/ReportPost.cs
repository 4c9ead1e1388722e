using WildixPbx.Engine.Redaction;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>Gathers statuses for mails and a webhook, and sends them.</summary>
sealed class ReportPost : ILicenseReportPost
{
    readonly LicenseReportPostSettings _settings;
    readonly MailSender? _mail;
    readonly WebhookSender? _webhook;
    readonly SentMemory _memory;
    readonly ReportScope _whole = new(null);
    readonly CustomerScopes _customers = new();

    public ReportPost(LicenseReportPostSettings settings, Redactor redactor)
    {
        if (settings.Mail is { } given)
        {
            var (server, port) = MailServerName.Read(given.Server, given.Port);
            settings = settings with { Mail = given with { Server = server, Port = port, To = MailAddresses.Split(given.To), Cc = MailAddresses.Split(given.Cc), Bcc = MailAddresses.Split(given.Bcc) } };
            if (!given.PerCustomer && settings.Mail.To.Count + settings.Mail.Cc.Count + settings.Mail.Bcc.Count == 0)
                throw new ValidationException("Validation", "Nobody is to get the mail.", "Give -To, or -PerCustomer.") { Column = "To" };
        }

        _settings = settings;
        _memory = new SentMemory(settings.StatePath, settings.Timeout);
        if (settings.Mail is { } mail) _mail = new MailSender(mail, settings.Timeout, redactor);
        if (settings.Webhook is { } webhook) _webhook = new WebhookSender(webhook, settings.Timeout, redactor);
    }

    bool IsPerCustomer => _settings.Mail is { PerCustomer: true };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> CustomersWithoutContact => _customers.WithoutContact;

    /// <inheritdoc/>
    public IReadOnlyList<string> PbxsOfNobody => _customers.Nobodys;

    /// <inheritdoc/>
    public void Add(LicenseCheckStatus status, string? contact)
    {
        var clean = CleanText.Of(status);
        if (!IsPerCustomer || _webhook is not null) _whole.Add(clean);
        if (IsPerCustomer) _customers.Add(clean, contact);
    }

    /// <inheritdoc/>
    public void AddContact(string customer, string email) => _customers.AddContact(customer, email);

    /// <inheritdoc/>
    public Task<IDisposable> HoldMemoryAsync(CancellationToken cancellationToken) => _memory.HoldAsync(cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<LicenseReportMessage> Messages(DateTimeOffset now)
    {
        var messages = new List<LicenseReportMessage>();
        if (_webhook is not null) messages.Add(MessageOf(LicenseReportChannel.Webhook, _whole, [_webhook.Host], now));
        if (_settings.Mail is not { } mail) return messages;
        foreach (var scope in IsPerCustomer ? _customers.Addressed : [_whole])
        {
            var receivers = (IsPerCustomer ? [.. scope.Contacts] : mail.To).Concat(mail.Cc).Concat(mail.Bcc).Distinct(StringComparer.OrdinalIgnoreCase);
            messages.Add(MessageOf(LicenseReportChannel.Mail, scope, [.. receivers], now));
        }

        return messages;
    }

    /// <inheritdoc/>
    public async Task<LicenseReportSent> SendAsync(LicenseReportMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scope = ScopeOf(message);
        IReadOnlyCollection<string> accepted = message.Receivers;
        WildixPbxException? refusal = null;
        if (message.Channel == LicenseReportChannel.Webhook) await _webhook!.SendAsync(scope, _settings.Title, cancellationToken).ConfigureAwait(false);
        else (accepted, refusal) = await _mail!.SendAsync(scope, message, _settings.Title, cancellationToken).ConfigureAwait(false);

        // Remembered after it was taken, never before: a report that is told twice is better than one that is not told.
        var mark = scope.StateMark();
        _memory.Keep(accepted.Select(receiver => KeyOf(message.Channel, receiver, scope)), mark, now);
        return new LicenseReportSent([.. accepted.Select(receiver => DeliveryOf(message.Channel, scope, message.Subject, receiver, LicenseReportOutcome.Sent, now))], refusal);
    }

    /// <inheritdoc/>
    public void Remember(LicenseReportMessage message, DateTimeOffset now)
    {
        var scope = ScopeOf(message);
        string[] keys = [.. message.Skipped.Where(static skipped => skipped.Outcome == LicenseReportOutcome.NothingToSay)
            .Select(skipped => KeyOf(message.Channel, skipped.Receiver, scope)).Where(key => _memory.KnowsOther(key, scope.StateMark()))];
        if (keys.Length > 0) _memory.Keep(keys, scope.StateMark(), now);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> TakeWarnings() => _memory.TakeWarnings();

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _mail?.Dispose();
        _webhook?.Dispose();
    }

    LicenseReportMessage MessageOf(LicenseReportChannel channel, ReportScope scope, IReadOnlyList<string> receivers, DateTimeOffset now)
    {
        var subject = SubjectOf(scope);
        var (due, skipped) = (new List<string>(), new List<LicenseReportDelivery>());
        foreach (var receiver in receivers)
        {
            if (_settings.OnlyIfFindings && scope.Figures.NeedAction == 0)
                skipped.Add(DeliveryOf(channel, scope, subject, receiver, LicenseReportOutcome.NothingToSay, null));
            else if (_memory.LastSent(KeyOf(channel, receiver, scope), scope.StateMark()) is { } sent && sent <= now && now - sent < _settings.Quiet)
                skipped.Add(DeliveryOf(channel, scope, subject, receiver, LicenseReportOutcome.Quiet, sent));
            else due.Add(receiver);
        }

        return new LicenseReportMessage { Channel = channel, Customer = scope.Customer, Contact = scope.Contact, Subject = subject, Receivers = due, Skipped = skipped };
    }

    ReportScope ScopeOf(LicenseReportMessage message) => message is { Customer: null, Contact: null } ? _whole : _customers.Of(message);

    string SubjectOf(ReportScope scope)
    {
        if (_settings.Subject is { } given) return NameText.Line(CleanText.Of(given));
        var about = scope.Customer is { Length: > 0 } customer ? $"{_settings.Title}, {customer}" : _settings.Title;
        var figures = scope.Figures;
        var parts = LicenseCheckUrgency.States.Take(4).Where(state => figures.In(state) > 0).Select(state => $"{ReportWords.Number(figures.In(state))} {ReportWords.Of(state)}").ToArray();
        return NameText.Line(CleanText.Of(about + ": " + (parts.Length > 0 ? string.Join(", ", parts)
            : figures.NeedAction > 0 ? ReportWords.Count(figures.NeedAction, "PBX needs", "PBXs need") + " a look"
            : "nothing to do")));
    }

    // Two reports of different estates may go to one receiver: what one of them told says nothing of the other. Nor does
    // what a receiver of copies was told of one contact's PBXs say anything of another's.
    string KeyOf(LicenseReportChannel channel, string receiver, ReportScope scope)
        => (channel == LicenseReportChannel.Webhook ? _webhook!.Key
            : scope.Contact is { } contact ? $"contact {contact} mail {MailAddresses.AddressOf(receiver)}"
            : $"mail {MailAddresses.AddressOf(receiver)} {scope.Customer}".TrimEnd())
            + $" report {Fingerprint.Of($"{_settings.Title}\n{_settings.Subject}")}";

    static LicenseReportDelivery DeliveryOf(LicenseReportChannel channel, ReportScope scope, string subject, string receiver, LicenseReportOutcome outcome, DateTimeOffset? sentOn) => new()
    {
        Channel = channel,
        Receiver = receiver,
        Customer = scope.Customer,
        Subject = subject,
        Outcome = outcome,
        PbxCount = scope.Figures.Total,
        ActionCount = scope.Figures.NeedAction,
        SentOn = sentOn,
    };
}
