using System.Net;

namespace WildixPbx.LicenseReports;

/// <summary>Statuses that are gathered to be sent.</summary>
public interface ILicenseReportPost : IDisposable
{
    /// <summary>
    /// Adds a PBX, and where its customer's mail goes if the input says so. Where the customer is not known, no mail goes to
    /// two contacts, which may be of two firms: each gets one about the PBXs that name it.
    /// </summary>
    /// <exception cref="ValidationException">An address of the contact is none.</exception>
    void Add(LicenseCheckStatus status, string? contact);

    /// <summary>The customers of which no input said where their mail goes; empty where one mail goes to all.</summary>
    IReadOnlyCollection<string> CustomersWithoutContact { get; }

    /// <summary>The PBXs of which neither a customer nor a contact is known, in the order of the input; empty where one mail goes to all.</summary>
    IReadOnlyList<string> PbxsOfNobody { get; }

    /// <summary>Adds a mail address of a customer, as the portal has it.</summary>
    void AddContact(string customer, string email);

    /// <summary>
    /// Holds the memory of what was sent until the result is disposed, waiting for another run that holds it: from before
    /// <see cref="Messages"/> until the last was sent, so that two runs at once don't tell the same. One that can't be kept
    /// at all is no reason not to send.
    /// </summary>
    /// <exception cref="ConflictException">The other run holds it for longer than <see cref="LicenseReportPostSettings.Timeout"/> (StateInUse).</exception>
    Task<IDisposable> HoldMemoryAsync(CancellationToken cancellationToken);

    /// <summary>What there is to send, in the order of customers, each message with the receivers that have to get it now.</summary>
    /// <param name="now">The moment from which the quiet time is counted back, UTC.</param>
    IReadOnlyList<LicenseReportMessage> Messages(DateTimeOffset now);

    /// <summary>Sends one message, and remembers each receiver that got it. Receivers that the server refuses alone don't keep it from the others.</summary>
    /// <exception cref="TransportException">The server can't be reached (SmtpUnreachable), refuses (SmtpRefused) or fails (WebhookFailed).</exception>
    /// <exception cref="AuthenticationException">The server refuses the login (SmtpLoginRefused).</exception>
    /// <exception cref="TimeoutException">There was no answer in time (Timeout).</exception>
    Task<LicenseReportSent> SendAsync(LicenseReportMessage message, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Remembers of those who are not told since there is nothing to say that all is well again, so that a PBX that falls once more is news to them.</summary>
    void Remember(LicenseReportMessage message, DateTimeOffset now);

    /// <summary>What went wrong beside the sending itself, such as a memory of what was sent that can't be kept. Each text once.</summary>
    IReadOnlyList<string> TakeWarnings();
}

/// <summary>One mail or one call of the webhook that is to be sent, or why it is not.</summary>
public sealed record LicenseReportMessage
{
    /// <summary>Mail or webhook.</summary>
    public required LicenseReportChannel Channel { get; init; }

    /// <summary>The customer whose PBXs it is about; none where it is about all, or the customer is not known.</summary>
    public string? Customer { get; init; }

    /// <summary>The contact whose PBXs it is about, where the customer is not known; otherwise none.</summary>
    public string? Contact { get; init; }

    /// <summary>What stands in the subject or title.</summary>
    public required string Subject { get; init; }

    /// <summary>Who gets it now.</summary>
    public required IReadOnlyList<string> Receivers { get; init; }

    /// <summary>Who does not get it, and why.</summary>
    public required IReadOnlyList<LicenseReportDelivery> Skipped { get; init; }
}

/// <summary>What became of a message.</summary>
/// <param name="Deliveries">Each receiver that it was taken for.</param>
/// <param name="Refusal">Why it was not taken for the others; none where there are none.</param>
public sealed record LicenseReportSent(IReadOnlyList<LicenseReportDelivery> Deliveries, WildixPbxException? Refusal);

/// <summary>How reports are sent.</summary>
public sealed record LicenseReportPostSettings
{
    /// <summary>What stands above the report, and in the subject unless <see cref="Subject"/> is given.</summary>
    public required string Title { get; init; }

    /// <summary>The subject; made of title and figures where none is given.</summary>
    public string? Subject { get; init; }

    /// <summary>The mail server; none where no mail is wanted.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>The webhook; none where none is wanted.</summary>
    public WebhookSettings? Webhook { get; init; }

    /// <summary>Sends nothing where no PBX needs anything done.</summary>
    public bool OnlyIfFindings { get; init; }

    /// <summary>For how long a receiver is not told the same state again; zero for always telling.</summary>
    public TimeSpan Quiet { get; init; }

    /// <summary>The folder that remembers what was sent.</summary>
    public required string StatePath { get; init; }

    /// <summary>How long to wait for each answer, and for another run that holds what was sent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);
}

/// <summary>How mail is sent.</summary>
public sealed record MailSettings
{
    /// <summary>The server's name or address, which may have the port behind it: <c>mail.example.com:2525</c>, <c>[2001:db8::1]:2525</c>.</summary>
    public required string Server { get; init; }

    /// <summary>Its port; the one behind <see cref="Server"/>, else 465 with TLS from the first byte, else 587, unless given.</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is secured.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>Who logs in; none where the server asks for none.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>The sender.</summary>
    public required string From { get; init; }

    /// <summary>The receivers, where one mail goes to all.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Receivers of copies.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Receivers of copies whom the others don't see.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>One mail for each customer, to its contacts, instead of one for all.</summary>
    public bool PerCustomer { get; init; }
}

/// <summary>How the connection to a mail server is secured.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS has to be offered, except by a server on this machine.</summary>
    Default,

    /// <summary>STARTTLS has to be offered.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>STARTTLS where it is offered, otherwise nothing.</summary>
    Insecure,
}

/// <summary>A webhook.</summary>
/// <param name="Uri">Its address, which is a secret.</param>
/// <param name="Template">The JSON that is sent, with placeholders; one of our own where none is given.</param>
/// <param name="AllowInsecureTransport">Whether the address may be plain http to another machine.</param>
public sealed record WebhookSettings(Uri Uri, string? Template, bool AllowInsecureTransport);
