using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.LicenseReports;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Sends the licence check by mail, to all or to each customer's contacts, and to a webhook.</summary>
[Cmdlet(VerbsCommunications.Send, "WmpLicenseCheckReport", SupportsShouldProcess = true)]
[OutputType(typeof(LicenseReportDelivery))]
public sealed class SendWmpLicenseCheckReportCommand : PortalCmdlet
{
    ILicenseReportPost? _post;
    readonly JudgedInputs _inputs = new();

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? Status { get; set; }

    [Parameter]
    public string? SmtpServer { get; set; }

    [Parameter]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    [Parameter]
    public SwitchParameter UseSsl { get; set; }

    [Parameter]
    public SwitchParameter StartTls { get; set; }

    [Parameter]
    public SwitchParameter AllowInsecureTransport { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter]
    public string? From { get; set; }

    [Parameter]
    public string[] To { get; set; } = [];

    [Parameter]
    public string[] Cc { get; set; } = [];

    [Parameter]
    public string[] Bcc { get; set; } = [];

    [Parameter]
    public SwitchParameter PerCustomer { get; set; }

    [Parameter]
    public Uri? Webhook { get; set; }

    [Parameter]
    public string? WebhookTemplate { get; set; }

    [Parameter]
    public string Title { get; set; } = "Licence check";

    [Parameter]
    public string? Subject { get; set; }

    [Parameter]
    public SwitchParameter OnlyIfFindings { get; set; }

    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan Quiet { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    private protected override bool NeedsPortal => false;

    private protected override object? Topic => Status;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        if (SmtpServer is null && Webhook is null) throw Invalid("Nothing says where the report goes.", "Give -SmtpServer with -From and -To or -PerCustomer, or -Webhook.", nameof(SmtpServer));
        if (Quiet < TimeSpan.Zero) throw Invalid("-Quiet is no time to wait.", "Give a time such as 20:00:00, which is 20 hours: less than the time between two runs.", nameof(Quiet));
        if (Timeout <= TimeSpan.Zero) throw Invalid("-Timeout is no time to wait.", "Give a time such as 00:01:40, or seconds.", nameof(Timeout));
        _post = EngineHost.Engine.LicenseReports.Gather(new LicenseReportPostSettings
        {
            Title = Title,
            Subject = Subject,
            Mail = SmtpServer is null ? null : MailOf(SmtpServer),
            Webhook = Webhook is null ? null : new WebhookSettings(Webhook, ReadTemplate(), AllowInsecureTransport),
            OnlyIfFindings = OnlyIfFindings,
            Quiet = Quiet,
            StatePath = StateFolder.Resolve(StatePath is null ? null : FilePaths.Of(this, StatePath, nameof(StatePath))),
            Timeout = Timeout,
        });
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _post!.Add(_inputs.Read(Status!), PerCustomer ? LicenseCheckStatusReader.ContactOf(Status!) : null);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (_inputs.WhyEmpty(AllowEmpty, "nothing was sent") is { } nothing) Throw(nothing);
        if (PerCustomer) await FindContactsAsync();
        var holding = Questions.IsWhatIf(this) ? null : _post!.HoldMemoryAsync(Stop);
        if (holding is { IsCompleted: false }) WriteVerbose("Another run sends from the same state folder: waiting until it has noted what it told.");
        using var memory = holding is null ? null : await holding;
        var isMailDown = false;
        foreach (var message in _post!.Messages(DateTimeOffset.UtcNow))
        {
            foreach (var skipped in message.Skipped) WriteObject(skipped);
            if (memory is not null) _post.Remember(message, DateTimeOffset.UtcNow);
            if (message.Receivers.Count == 0 || (isMailDown && message.Channel == LicenseReportChannel.Mail)) continue;
            if (!Questions.IsConfirmed(this, string.Join(", ", message.Receivers), $"Send '{NameText.Isolated(message.Subject)}'")) continue;
            try
            {
                var sent = await _post.SendAsync(message, DateTimeOffset.UtcNow, Stop);
                foreach (var delivery in sent.Deliveries) WriteObject(delivery);
                if (sent.Refusal is { } refusal) WriteError(refusal, message.Customer);
            }
            catch (WildixPbxException e)
            {
                WriteError(e, message.Customer ?? string.Join(", ", message.Receivers));
                isMailDown |= message.Channel == LicenseReportChannel.Mail && e.Problem != "SmtpRefused"; // the next mail would fare no better
            }
        }

        foreach (var warning in _post.TakeWarnings()) WriteWarning(warning);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _post?.Dispose();
        base.Dispose(disposing);
    }

    async Task FindContactsAsync()
    {
        if (Connection is not null && _post!.CustomersWithoutContact.Count > 0)
            await ForEachAsync(PortalQueries.Contacts(), contact => _post.AddContact(contact.Customer, contact.Email));
        if (_post!.PbxsOfNobody is { Count: > 0 and var count } nobodys)
        {
            var whose = count == 1 ? $"PBX '{Shown(nobodys[0])}' has" : FormattableString.Invariant($"{count} PBXs, such as '{Shown(nobodys[0])}', have");
            WriteError(new NotFoundException("ContactMissing", $"{whose} neither a customer nor a contact: {(count == 1 ? "its" : "their")} report goes to nobody.", "Pipe objects with a column Customer or Contact that is not blank."), nobodys[0]);
        }

        foreach (var customer in _post.CustomersWithoutContact)
        {
            WriteError(
                new NotFoundException("ContactMissing", $"Customer '{Shown(customer)}' has no contact: its report goes to nobody.", $"Add one with Add-WmpContact{(Connection is null ? " and connect to the portal" : "")}, or pipe objects with a column Contact."),
                customer);
        }

        static string Shown(string name) => NameText.Isolated(NameText.Line(name));
    }

    MailSettings MailOf(string server)
    {
        if (UseSsl && StartTls) throw Invalid("-UseSsl and -StartTls exclude each other.", "-UseSsl is TLS from the first byte, on port 465; -StartTls begins in plain text, on 587 or 25.", nameof(StartTls));
        if (From is null) throw Invalid("-From is missing.", "Say who sends, such as licences@example.com.", nameof(From));
        if (PerCustomer && To.Length > 0) throw Invalid("-PerCustomer and -To exclude each other.", "With -PerCustomer each mail goes to the customer's contacts; -Cc and -Bcc send copies.", nameof(To));
        if (!PerCustomer && To.Length + Cc.Length + Bcc.Length == 0) throw Invalid("Nobody is to get the mail.", "Give -To, or -PerCustomer.", nameof(To));
        return new MailSettings
        {
            Server = server,
            Port = Port,
            Security = UseSsl ? MailSecurity.Tls : StartTls ? MailSecurity.StartTls : AllowInsecureTransport ? MailSecurity.Insecure : MailSecurity.Default,
            Credential = Credential?.GetNetworkCredential(),
            From = From,
            To = To,
            Cc = Cc,
            Bcc = Bcc,
            PerCustomer = PerCustomer,
        };
    }

    string? ReadTemplate()
    {
        if (WebhookTemplate is null) return null;
        var path = FilePaths.Of(this, WebhookTemplate, nameof(WebhookTemplate));
        try { return File.ReadAllText(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ValidationException("WebhookTemplateInvalid", $"The template {path} can't be read: {e.Message}", "Give a file such as examples/webhooks/slack.json.", e) { Column = nameof(WebhookTemplate) };
        }
    }

    static ValidationException Invalid(string message, string action, string column) => new("Validation", message, action) { Column = column };
}
