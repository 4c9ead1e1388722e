using WildixPbx.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Requests: decided by a Wildix manager or taken back by the partner, as a whole.</summary>
static class RequestOperations
{
    // The domain is reserved: such a mail could reach nobody even if one were sent.
    const string PartnerMailbox = "partner@sandbox.invalid";

    /// <summary>The requests of a PBX that wait for a decision.</summary>
    public static List<ApprovalRequest> PendingOf(DbSession db, string pbxId) => Tables.Requests.Where(db, "pbxId = ? AND state = ?", pbxId, nameof(RequestState.Pending));

    /// <summary>Asks a Wildix manager for something.</summary>
    public static ApprovalRequest Open(ChangeScope scope, Pbx pbx, RequestKind kind, Func<ApprovalRequest, ApprovalRequest> fill)
    {
        var request = Tables.Requests.Insert(scope.Db, fill(new ApprovalRequest
        {
            Id = scope.NewId("req_"),
            Kind = kind,
            State = RequestState.Pending,
            PbxId = pbx.Id,
            Pbx = pbx.Name,
            Customer = pbx.Customer,
            RequestedBy = scope.Order.Actor,
            RequestedOn = scope.Now,
        }));
        scope.Record("RequestCreated", Subject.Of(request, pbx.CustomerId), null, request);
        return request;
    }

    public static Outcome<ApprovalRequest> Decide(ChangeScope scope, string id, Decision body)
    {
        if (body.State is not (RequestState.Approved or RequestState.Denied))
            throw Refusal.Invalid($"'state' is {body.State}, which is no decision.", "Give Approved or Denied.");
        var reason = Texts.Reason(body.Reason);
        return Close(scope, id, body.State, reason);
    }

    public static Outcome<ApprovalRequest> Withdraw(ChangeScope scope, string id) => Close(scope, id, RequestState.Withdrawn, null);

    static Outcome<ApprovalRequest> Close(ChangeScope scope, string id, RequestState state, string? reason)
    {
        var request = Identities.Request(scope.Db, id);
        scope.CheckTag(request.Id, request.ETag);
        if (request.State == state) return new(new() { Resource = request, Changed = false }, request.ETag);
        if (request.State != RequestState.Pending) throw Refusal.AlreadyDecided(request);

        var pbx = Tables.Pbxs.Get(scope.Db, request.PbxId)!;
        var closed = Tables.Requests.Update(scope.Db, request, request with { State = state, DecidedBy = scope.Order.Actor, DecidedOn = scope.Now, Reason = reason });
        scope.Record("Request" + state, Subject.Of(closed, pbx.CustomerId), request, closed);

        var after = Tables.Pbxs.Update(scope.Db, pbx, Carry(pbx, request, state == RequestState.Approved));
        scope.Record("LicensesChanged", Subject.Of(after), pbx, after);
        if (state != RequestState.Withdrawn) Notify(scope, closed);

        var change = new Change<ApprovalRequest> { Resource = closed, Changed = true, EffectiveOn = scope.Now };
        return new(change, closed.ETag);
    }

    // Approved counts come into force; otherwise what was asked for goes back to what is.
    static Pbx Carry(Pbx pbx, ApprovalRequest request, bool isApproved)
    {
        var inForce = new LicenseCounts(pbx.Licenses);
        var requested = new LicenseCounts(pbx.RequestedLicenses);
        foreach (var (profile, count) in request.RequestedCounts)
        {
            if (isApproved) inForce.Put(profile, count);
            requested.Put(profile, inForce.Of(profile));
        }

        return pbx with { Licenses = inForce, RequestedLicenses = requested };
    }

    // The guide: "Partner is notified via email after the request has been approved". The wording is ours.
    static void Notify(ChangeScope scope, ApprovalRequest request)
    {
        var counts = string.Join(", ", request.RequestedCounts.Select(count => FormattableString.Invariant($"{count.Key} {request.PresentCounts.Of(count.Key)} to {count.Value}")));
        var reason = request.Reason is { } why ? $" Reason: {why}" : "";
        Outbox.Add(
            scope.Db, scope.Now, MailKind.RequestDecided, request.PbxId, PartnerMailbox,
            $"Request {request.Id} for PBX {request.Pbx}: {request.State}",
            $"The request of {request.RequestedBy} to decrease licences of {request.Pbx} ({request.Customer}) is {request.State}: {counts}.{reason}");
    }
}
