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
            ("sshOpen", filter.SshOpen is { } open ? (open ? "true" : "false") : null),
        ]),
    };

    /// <summary>Customers, by name with wildcards.</summary>
    public static PortalQuery<Customer> Customers(string? name = null) => new("customers") { Filters = Filters(("name", name)) };

    /// <summary>Contacts of one customer, given by id or name, or of all.</summary>
    public static PortalQuery<Contact> Contacts(string? customer = null, string? name = null, string? email = null)
        => new("contacts") { Filters = Filters(("customer", customer), ("name", name), ("email", email)) };

    /// <summary>Hardware orders, by item.</summary>
    public static PortalQuery<HardwareOrder> HardwareOrders(string? item = null, bool? unused = null)
        => new("hardware-orders") { Filters = Filters(("item", item), ("unused", unused is { } open ? (open ? "true" : "false") : null)) };

    /// <summary>Requests, by state, kind and PBX (id, serial or name).</summary>
    public static PortalQuery<ApprovalRequest> Requests(RequestState? state = null, RequestKind? kind = null, string? pbx = null, string? customer = null)
        => new("requests") { Filters = Filters(("state", state?.ToString()), ("kind", kind?.ToString()), ("pbx", pbx), ("customer", customer)) };

    /// <summary>Regions for Cloud PBXs.</summary>
    public static PortalQuery<Region> Regions() => new("regions");

    /// <summary>Licence profiles.</summary>
    public static PortalQuery<LicenseProfile> Profiles() => new("license-profiles");

    /// <summary>The trail, by idempotency key or PBX.</summary>
    public static PortalQuery<AuditEvent> AuditEvents(string? key = null, string? subjectId = null)
        => new("audit-events") { Filters = Filters(("idempotencyKey", key), ("subjectId", subjectId)) };

    /// <summary>The mails that the portal would have sent.</summary>
    public static PortalQuery<PortalMail> Mails() => new("mails");

    static string? Text(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static IReadOnlyList<KeyValuePair<string, string>> Filters(params (string Name, string? Value)[] filters)
        => [.. filters.Where(filter => filter.Value is not null).Select(filter => new KeyValuePair<string, string>(filter.Name, filter.Value!))];
}
