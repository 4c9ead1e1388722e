using WildixPbx.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Requests: made by the partner, decided by a Wildix manager or taken back, each as a whole.</summary>
static class RequestOperations
{
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

    /// <summary>Marks a request as decided or withdrawn; what follows from it is the caller's.</summary>
    public static ApprovalRequest Mark(ChangeScope scope, Pbx pbx, ApprovalRequest request, RequestState state, string? reason)
    {
        var closed = Tables.Requests.Update(scope.Db, request, request with { State = state, DecidedBy = scope.Order.Actor, DecidedOn = scope.Now, Reason = reason });
        scope.Record("Request" + state, Subject.Of(closed, pbx.CustomerId), request, closed);
        return closed;
    }

    static Outcome<ApprovalRequest> Close(ChangeScope scope, string id, RequestState state, string? reason)
    {
        var request = Identities.Request(scope.Db, id);
        scope.CheckTag(request.Id, request.ETag);
        if (request.State == state) return new(new() { Resource = request, Changed = false }, request.ETag);
        if (request.State != RequestState.Pending) throw Refusal.AlreadyDecided(request);

        var pbx = Tables.Pbxs.Get(scope.Db, request.PbxId)!;
        var findings = request.Kind == RequestKind.LicenseSharing && state == RequestState.Approved ? SharingOperations.CheckApproval(scope, pbx, request) : [];
        if (Verdict.Refuses(findings, scope)) return new(new() { Resource = request, Changed = false, Findings = findings }, request.ETag);

        var closed = Mark(scope, pbx, request, state, reason);
        if (closed.Kind == RequestKind.LicenseSharing) SharingOperations.Carry(scope, pbx, closed);
        else CarryCounts(scope, pbx, closed);
        if (state != RequestState.Withdrawn) DecisionMail.Send(scope, closed);
        return new(new() { Resource = closed, Changed = true, EffectiveOn = scope.Now, Findings = findings }, closed.ETag);
    }

    // Approved counts come into force; otherwise what was asked for goes back to what is.
    static void CarryCounts(ChangeScope scope, Pbx pbx, ApprovalRequest request)
    {
        var inForce = new LicenseCounts(pbx.Licenses);
        var requested = new LicenseCounts(pbx.RequestedLicenses);
        foreach (var (profile, count) in request.RequestedCounts)
        {
            if (request.State == RequestState.Approved) inForce.Put(profile, count);
            requested.Put(profile, inForce.Of(profile));
        }

        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { Licenses = inForce, RequestedLicenses = requested });
        scope.Record("LicensesChanged", Subject.Of(after), pbx, after);
    }
}
