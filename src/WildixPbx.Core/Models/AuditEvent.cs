namespace WildixPbx;

/// <summary>One line of the append-only trail: a change that took place.</summary>
public record AuditEvent
{
    /// <summary>Its place in the trail, rising.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: a token's owner, or <c>portal</c> for what the portal does by itself.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, such as <c>PbxCreated</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The kind of the object: pbx, customer, contact, hardwareOrder, request.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's id.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The object's name.</summary>
    public required string Subject { get; init; }

    /// <summary>Id of the PBX that the object is, or belongs to; none for others.</summary>
    public string? PbxId { get; init; }

    /// <summary>The customer's id, where there is one.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The object before, as JSON; none for a creation.</summary>
    public string? Before { get; init; }

    /// <summary>The object after, as JSON; none for a removal.</summary>
    public string? After { get; init; }

    /// <summary>The id of the HTTP request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The idempotency key that the change was made under.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>What a mail of the portal is about.</summary>
public enum MailKind
{
    /// <summary>A Wildix manager decided a request; to the partner.</summary>
    RequestDecided,

    /// <summary>A sharing is to be applied by hand; to a Wildix manager.</summary>
    SharingRequested,

    /// <summary>A Virtual or Hardware PBX could not renew its licence; to the partner.</summary>
    LicenseNotRenewed,
}

/// <summary>A mail that the portal would send.</summary>
public sealed record PortalMail
{
    /// <summary>Its place in the outbox, rising.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is about.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>Id of the PBX that it is about.</summary>
    public required string PbxId { get; init; }

    /// <summary>Who it goes to.</summary>
    public required string To { get; init; }

    /// <summary>The subject line; the wording is ours.</summary>
    public required string Subject { get; init; }

    /// <summary>The text; the wording is ours.</summary>
    public required string Body { get; init; }
}
