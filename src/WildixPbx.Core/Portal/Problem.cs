namespace WildixPbx.Portal;

/// <summary>The codes of the portal's problem documents. Those of broken rules are the rules' ids instead.</summary>
public static class ProblemCode
{
    /// <summary>One or more rules are broken; see the violations. Status 422.</summary>
    public const string RuleViolation = nameof(RuleViolation);

    /// <summary>The request can't be read or lacks something. Status 400.</summary>
    public const string InvalidRequest = nameof(InvalidRequest);

    /// <summary>No token, or an unknown one. Status 401.</summary>
    public const string AuthenticationFailed = nameof(AuthenticationFailed);

    /// <summary>The token is good, but not for this route. Status 403.</summary>
    public const string AccessDenied = nameof(AccessDenied);

    /// <summary>There is no such object. Status 404.</summary>
    public const string NotFound = nameof(NotFound);

    /// <summary>The text fits more than one object. Status 409.</summary>
    public const string AmbiguousIdentity = nameof(AmbiguousIdentity);

    /// <summary>There is an object of that name already. Status 409.</summary>
    public const string NameTaken = nameof(NameTaken);

    /// <summary>The object can't be removed, moved or changed like this while others belong to it or share with it. Status 409.</summary>
    public const string InUse = nameof(InUse);

    /// <summary>The request was decided or withdrawn already. Status 409.</summary>
    public const string AlreadyDecided = nameof(AlreadyDecided);

    /// <summary>A request for something else waits for a decision already. Status 409.</summary>
    public const string AlreadyRequested = nameof(AlreadyRequested);

    /// <summary>The PBX was moved to the Cloud and has none of that any more. Status 409.</summary>
    public const string PbxMigrated = nameof(PbxMigrated);

    /// <summary>The machine of the sandbox lacks what this needs. Status 409.</summary>
    public const string NotSupported = nameof(NotSupported);

    /// <summary>The If-Match tag is not the object's any more. Status 412.</summary>
    public const string StaleETag = nameof(StaleETag);

    /// <summary>The idempotency key was used for another change. Status 422.</summary>
    public const string IdempotencyKeyReused = nameof(IdempotencyKeyReused);

    /// <summary>Too many requests; Retry-After says how long to wait. Status 429.</summary>
    public const string Throttled = nameof(Throttled);

    /// <summary>The portal failed; the change was not made. Status 500.</summary>
    public const string PortalFailed = nameof(PortalFailed);

    /// <summary>The portal is busy or closing; Retry-After says how long to wait. Status 503.</summary>
    public const string PortalBusy = nameof(PortalBusy);
}

/// <summary>An RFC 9457 problem document, as the portal answers with for everything but success.</summary>
public sealed record Problem
{
    /// <summary>A URI that names the kind: <c>urn:wildixpbx:problem:</c> and the code.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The kind in a few words.</summary>
    public string Title { get; init; } = "";

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>What happened, to which object.</summary>
    public string Detail { get; init; } = "";

    /// <summary>One of <see cref="ProblemCode"/>.</summary>
    public string Code { get; init; } = "";

    /// <summary>What to do next.</summary>
    public string Action { get; init; } = "";

    /// <summary>The id of the HTTP request.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Everything the rules said of the change, in order.</summary>
    public IReadOnlyList<Finding> Violations { get; init; } = [];
}
