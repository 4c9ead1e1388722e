using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Who wants a change, and how.</summary>
/// <param name="Actor">The token's owner; <c>portal</c> for what the portal does by itself.</param>
/// <param name="RequestId">The id of the HTTP request.</param>
/// <param name="Key">The idempotency key; none in a dry run.</param>
/// <param name="DryRun">Whether nothing is to stay.</param>
/// <param name="IfMatch">The header, as it came.</param>
sealed record ChangeOrder(string Actor, string? RequestId = null, string? Key = null, bool DryRun = false, string? IfMatch = null);

/// <summary>All that an operation works with: the session of the group it is committed in, the order, the clock.</summary>
sealed class ChangeScope(DbSession db, ChangeOrder order, PortalSetup setup, DateTimeOffset now)
{
    public DbSession Db => db;

    public ChangeOrder Order => order;

    public PortalSetup Setup => setup;

    /// <summary>The moment of the change, UTC.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The moment of the change in the portal's time zone, in which days are counted.</summary>
    public DateTimeOffset PortalNow { get; } = TimeZoneInfo.ConvertTime(now, setup.TimeZone);

    /// <summary>Until when a mistake in this change must be told to the Area Manager, UTC.</summary>
    public DateTimeOffset ReportMistakeBy => Rules.Calendar.ReportMistakeBy(PortalNow, setup.TimeZone).ToUniversalTime();

    /// <summary>Refuses the change where it was thought out on another state of the object.</summary>
    public void CheckTag(string subject, string? tag)
    {
        if (order.IfMatch is not { } wanted || wanted.Trim() == "*") return;
        if (tag is null || !wanted.Split(',').Any(one => Tags.OfChange(one.Trim()) == Tags.OfChange(tag))) throw Refusal.Stale(subject, tag);
    }

    /// <summary>Refuses an If-Match where there is nothing yet that it could match.</summary>
    public void CheckNoTag()
    {
        if (order.IfMatch is not null) throw Refusal.Invalid("If-Match is given, but this creates a new object.", "Leave If-Match out.");
    }

    /// <summary>Adds an event to the trail: one for each object that changed.</summary>
    public void Record(string action, Subject subject, object? before, object? after)
        => Trail.Add(db, new AuditEvent
        {
            Sequence = 0,
            At = now,
            Actor = order.Actor,
            Action = action,
            Kind = subject.Kind,
            SubjectId = subject.Id,
            Subject = subject.Name,
            PbxId = subject.PbxId,
            CustomerId = subject.CustomerId,
            Before = before is null ? null : JsonSerializer.Serialize(before, WireJson.Options),
            After = after is null ? null : JsonSerializer.Serialize(after, WireJson.Options),
            RequestId = order.RequestId,
            IdempotencyKey = order.Key,
        });

    /// <summary>A new id. In a dry run it says that there is no such object.</summary>
    public string NewId(string prefix)
        => prefix + (order.DryRun ? "dryrun" : Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)));
}

/// <summary>What an event of the trail is about.</summary>
sealed record Subject(string Kind, string Id, string Name, string? CustomerId, string? PbxId = null)
{
    public static Subject Of(Customer customer) => new("customer", customer.Id, customer.Name, customer.Id);

    public static Subject Of(Contact contact) => new("contact", contact.Id, contact.ToString(), contact.CustomerId);

    public static Subject Of(Pbx pbx) => new("pbx", pbx.Id, pbx.Name, pbx.CustomerId, pbx.Id);

    public static Subject Of(HardwareOrder order) => new("hardwareOrder", order.Id, order.ToString(), null);

    public static Subject Of(ApprovalRequest request, string? customerId) => new("request", request.Id, request.Pbx, customerId, request.PbxId);
}

/// <summary>What a change came to.</summary>
/// <param name="Change">The answer.</param>
/// <param name="ETag">The tag of the object after it; none where it is gone or never was.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Location">The path of a new object.</param>
sealed record Outcome<T>(Change<T> Change, string? ETag, int Status = 200, string? Location = null);
