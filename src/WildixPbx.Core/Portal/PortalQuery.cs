using System.Globalization;

namespace WildixPbx.Portal;

/// <summary>A list that the portal can be asked for, with filters that it applies itself.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
public sealed record PortalQuery<T>(string Path)
{
    /// <summary>The filters, as query parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filters { get; init; } = [];
}

/// <summary>The filters of Get-WmpPbx. A filter that isn't given does not filter; several values of one are alternatives.</summary>
public sealed record PbxFilter
{
    /// <summary>A name, with the wildcards * and ?.</summary>
    public string? Name { get; init; }

    /// <summary>A customer's id or name.</summary>
    public string? Customer { get; init; }

    /// <summary>What it runs on.</summary>
    public Platform? Platform { get; init; }

    /// <summary>What it runs on, where several will do.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>The billing period.</summary>
    public Term? Term { get; init; }

    /// <summary>Per user or per service.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>Where it stands.</summary>
    public PbxState? State { get; init; }

    /// <summary>The region.</summary>
    public string? Region { get; init; }

    /// <summary>Terms that end before this moment.</summary>
    public DateTimeOffset? ExpiresBefore { get; init; }

    /// <summary>PBXs whose last renewal is at least this old.</summary>
    public TimeSpan? NotRenewedFor { get; init; }

    /// <summary>Whether port 2222 is open.</summary>
    public bool? SshOpen { get; init; }

    /// <summary>Whether it shares another PBX's licences, or has asked to.</summary>
    public bool? Sharing { get; init; }

    /// <summary>The PBX whose licences it shares or has asked to share: id, serial or name.</summary>
    public string? SharingServer { get; init; }
}

/// <summary>The filters of Get-WmpAuditEvent. A filter that isn't given does not filter.</summary>
public sealed record AuditFilter
{
    /// <summary>The idempotency key that a change was made under.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The id of an object.</summary>
    public string? SubjectId { get; init; }

    /// <summary>A PBX by id, serial or name: its own events and those of what belongs to it.</summary>
    public string? Pbx { get; init; }

    /// <summary>A customer's id or name.</summary>
    public string? Customer { get; init; }

    /// <summary>Who did it, in any case; <c>portal</c> for what the portal does by itself.</summary>
    public string? Actor { get; init; }

    /// <summary>The kind of the object: pbx, customer, contact, hardwareOrder, request.</summary>
    public string? Kind { get; init; }

    /// <summary>What was done, with the wildcards * and ?.</summary>
    public string? Action { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>The filters of Get-WmpSandboxMail.</summary>
public sealed record MailFilter
{
    /// <summary>What it is about.</summary>
    public MailKind? Kind { get; init; }

    /// <summary>A PBX by id, serial or name.</summary>
    public string? Pbx { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Every list of the portal.</summary>
public static class PortalQueries
{
    /// <summary>PBXs.</summary>
    public static PortalQuery<Pbx> Pbxs(PbxFilter filter) => new("pbxs")
    {
        Filters = Filters(
        [
            ("name", filter.Name),
            ("customer", filter.Customer),
            ("platform", filter.Platform?.ToString()),
            .. filter.Platforms.Select(platform => ("platform", (string?)platform.ToString())),
            ("term", filter.Term?.ToString()),
            ("licensing", filter.Licensing?.ToString()),
            ("state", filter.State?.ToString()),
            ("region", filter.Region),
            ("expiresBefore", Text(filter.ExpiresBefore)),
            ("notRenewedForSeconds", filter.NotRenewedFor is { } age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null),
            ("sshOpen", Text(filter.SshOpen)),
            ("sharing", Text(filter.Sharing)),
            ("sharingServer", filter.SharingServer),
        ]),
    };

    /// <summary>Customers, by name with wildcards.</summary>
    public static PortalQuery<Customer> Customers(string? name = null) => new("customers") { Filters = Filters(("name", name)) };

    /// <summary>Contacts of one customer, given by id or name, or of all.</summary>
    public static PortalQuery<Contact> Contacts(string? customer = null, string? name = null, string? email = null)
        => new("contacts") { Filters = Filters(("customer", customer), ("name", name), ("email", email)) };

    /// <summary>Hardware orders, by item.</summary>
    public static PortalQuery<HardwareOrder> HardwareOrders(string? item = null, bool? unused = null)
        => new("hardware-orders") { Filters = Filters(("item", item), ("unused", Text(unused))) };

    /// <summary>Requests, by state, kind and PBX (id, serial or name).</summary>
    public static PortalQuery<ApprovalRequest> Requests(RequestState? state = null, RequestKind? kind = null, string? pbx = null, string? customer = null)
        => new("requests") { Filters = Filters(("state", state?.ToString()), ("kind", kind?.ToString()), ("pbx", pbx), ("customer", customer)) };

    /// <summary>Regions for Cloud PBXs.</summary>
    public static PortalQuery<Region> Regions() => new("regions");

    /// <summary>Licence profiles.</summary>
    public static PortalQuery<LicenseProfile> Profiles() => new("license-profiles");

    /// <summary>The trail, in order.</summary>
    public static PortalQuery<AuditEvent> AuditEvents(AuditFilter filter) => new("audit-events")
    {
        Filters = Filters(
            ("idempotencyKey", filter.IdempotencyKey),
            ("subjectId", filter.SubjectId),
            ("pbx", filter.Pbx),
            ("customer", filter.Customer),
            ("actor", filter.Actor),
            ("kind", filter.Kind),
            ("action", filter.Action),
            ("from", Text(filter.From)),
            ("to", Text(filter.To))),
    };

    /// <summary>The mails that the portal would have sent, in order.</summary>
    public static PortalQuery<PortalMail> Mails(MailFilter filter) => new("mails")
    {
        Filters = Filters(("kind", filter.Kind?.ToString()), ("pbx", filter.Pbx), ("from", Text(filter.From)), ("to", Text(filter.To))),
    };

    /// <summary>The simulators of boxes that a sandbox has brought up; managers only.</summary>
    public static PortalQuery<SandboxBox> SandboxBoxes() => new("sandbox/boxes");

    static string? Text(bool? flag) => flag is { } value ? (value ? "true" : "false") : null;

    static string? Text(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    static IReadOnlyList<KeyValuePair<string, string>> Filters(params (string Name, string? Value)[] filters)
        => [.. filters.Where(filter => filter.Value is not null).Select(filter => new KeyValuePair<string, string>(filter.Name, filter.Value!))];
}
