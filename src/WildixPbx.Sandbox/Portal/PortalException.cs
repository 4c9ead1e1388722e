using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Portal;

/// <summary>A request that the portal refuses, with all that its problem document says.</summary>
sealed class PortalException(int status, string code, string title, string detail, string action, IReadOnlyList<Finding>? violations = null) : Exception(detail)
{
    public int Status => status;

    public string Code => code;

    /// <summary>After how many seconds to try again, where that helps.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The document.</summary>
    public Problem ToProblem(string requestId) => new()
    {
        Type = "urn:wildixpbx:problem:" + code,
        Title = title,
        Status = status,
        Detail = Message,
        Code = code,
        Action = action,
        RequestId = requestId,
        Violations = violations ?? [],
    };
}

/// <summary>Every refusal, in one place, so that each has its status, its code and its advice once.</summary>
static class Refusal
{
    public static PortalException Invalid(string detail, string action, int status = 400)
        => new(status, ProblemCode.InvalidRequest, "The request can't be read", detail, action);

    public static PortalException WrongType(string? type)
        => Invalid($"The body's content type is '{type}'.", "Send JSON in UTF-8, as 'Content-Type: application/json'.", 415);

    public static PortalException Unauthenticated(string detail)
        => new(401, ProblemCode.AuthenticationFailed, "No valid token", detail, "Send the header 'Authorization: Bearer TOKEN' with this portal's token.");

    public static PortalException ManagerOnly()
        => new(403, ProblemCode.AccessDenied, "Not for this token", "This is for Wildix managers only.", "Use the manager's token, or ask a Wildix manager.");

    public static PortalException NotFound(string kind, string identity)
        => new(404, ProblemCode.NotFound, "No such object", $"There is no {kind} '{NameText.Isolated(identity)}'.", kind switch
        {
            "PBX" => "Check the id, serial or name; Get-WmpPbx lists the PBXs.",
            "customer" => "Check the id or name; Get-WmpCustomer lists the customers.",
            "contact" => "Check the id; Get-WmpContact lists the contacts.",
            "request" => "Check the id; Get-WmpRequest lists the requests.",
            "simulator" => "Check the id, serial or name; Get-WmpSandboxPbx lists the simulators that are up.",
            "hardware order" => "Check the id; Get-WmpHardwareOrder lists the orders.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing lists this kind."),
        });

    public static PortalException NoRoute(string method, string path)
        => new(404, ProblemCode.NotFound, "No such route", $"There is no route {method} {path}.", "See the portal's OpenAPI document; every route begins with /api/v1/.");

    public static PortalException WrongMethod(string method, string path)
        => new(405, ProblemCode.InvalidRequest, "The route has no such method", $"{path} takes no {method}.", "The header Allow names the methods that it takes.");

    public static PortalException Ambiguous(string identity, params IEnumerable<string> ids)
        => new(409, ProblemCode.AmbiguousIdentity, "The text fits several objects", $"'{identity}' fits {string.Join(" and ", ids)}.", "Give one of these ids.");

    public static PortalException NameTaken(string name, string id)
        => new(409, ProblemCode.NameTaken, "The name is taken", $"There is a customer '{name}' already: {id}.", "Choose another name, or change the existing customer.");

    public static PortalException InUse(string name, int pbxs)
        => new(409, ProblemCode.InUse, "Others belong to it", FormattableString.Invariant($"The customer '{name}' has {pbxs} {(pbxs == 1 ? "PBX" : "PBXs")}."), "A customer can be removed only while it has no PBX.");

    public static PortalException IsClient(Pbx pbx, string what)
        => new(409, ProblemCode.InUse, "It shares licences", $"'{pbx.Name}' shares the licences of another PBX or has asked to, and can't {what}.", "End the sharing first with Disable-WmpLicenseSharing, then repeat.");

    public static PortalException IsServer(Pbx pbx, string client, string what)
        => new(409, ProblemCode.InUse, "Its licences are shared", $"'{client}' shares the licences of '{pbx.Name}' or has asked to, so '{pbx.Name}' can't {what}.", "Get-WmpLicenseSharing lists who shares them; end that with Disable-WmpLicenseSharing, then repeat.");

    public static PortalException SerialTaken(string serial, string id)
        => new(409, ProblemCode.NameTaken, "The serial is taken", $"The serial '{serial}' is that of another PBX: {id}.", "Give the serial of a box that no PBX has.");

    public static PortalException Migrated(Pbx pbx)
        => new(409, ProblemCode.PbxMigrated, "The PBX was moved to the Cloud", $"'{pbx.Name}' was moved to the Cloud; its serial and its licences are those of {pbx.MigratedTo} now.", "Name the PBX that it became.");

    public static PortalException NotMoved(Pbx pbx)
        => new(404, ProblemCode.NotFound, "No such move", $"No move to the Cloud made '{pbx.Name}' or was made of it.", "Name the Cloud PBX that a move made; its MigratedFrom says of which PBX.");

    public static PortalException AlreadyRequested(ApprovalRequest request)
        => new(409, ProblemCode.AlreadyRequested, "Another request waits", $"'{request.Pbx}' has asked to share the licences of '{request.ServerPbx}' already ({request.Id}).", "Wait for the decision with Wait-WmpRequest, or take the request back with Remove-WmpRequest, then repeat.");

    public static PortalException AlreadyDecided(ApprovalRequest request)
        => new(409, ProblemCode.AlreadyDecided, "The request is decided", $"The request {request.Id} is {request.State} already.", "Make a new change if this one is still wanted.");

    public static PortalException NotSupported(string what)
        => new(409, ProblemCode.NotSupported, "This machine can't do it", what, "Leave it out, or run the sandbox on a machine that can.");

    public static PortalException Stale(string subject, string? tag)
        => new(412, ProblemCode.StaleETag, "Somebody else was faster", $"'{subject}' has changed since; its tag is {tag}.", "Read it again, then repeat the change if it is still wanted.");

    public static PortalException Broken(IReadOnlyList<Finding> findings)
    {
        Finding[] errors = [.. findings.Where(finding => finding.Severity == Severity.Error)];
        return new(
            422, ProblemCode.RuleViolation, "Rules are broken",
            string.Join(" ", errors.Select(error => error.Message)),
            string.Join(" ", errors.Select(error => error.Action).Distinct()),
            findings);
    }

    public static PortalException KeyReused(string key)
        => new(422, ProblemCode.IdempotencyKeyReused, "The key belongs to another change", $"The idempotency key '{key}' was used for another change.", "Use a new key for each change, and the same only to repeat it.");

    public static PortalException Throttled(int retryAfter)
        => new(429, ProblemCode.Throttled, "Too many requests", "This portal takes no more requests a second.", "Wait as long as Retry-After says, then repeat.") { RetryAfter = retryAfter };

    public static PortalException Failed()
        => new(500, ProblemCode.PortalFailed, "The portal failed", "The portal failed; the change was not made.", "Repeat with the same idempotency key; the sandbox's stderr says more.");

    public static PortalException Busy()
        => new(503, ProblemCode.PortalBusy, "The portal is closing", "The portal is closing; the change was not made.", "Repeat with the same idempotency key after Retry-After.") { RetryAfter = 1 };
}
