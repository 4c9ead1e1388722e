using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>The mail about a decision. The guide: "Partner is notified via email after the request has been approved". The wording is ours.</summary>
static class DecisionMail
{
    // The domain is reserved: such a mail could reach nobody even if one were sent.
    public const string PartnerMailbox = "partner@sandbox.invalid";

    public static void Send(ChangeScope scope, ApprovalRequest request)
    {
        var reason = request.Reason is { } why ? $" Reason: {why}" : "";
        Outbox.Add(
            scope.Db, scope.Now, MailKind.RequestDecided, request.PbxId, PartnerMailbox,
            $"Request {request.Id} for PBX {request.Pbx}: {request.State}",
            $"The request of {request.RequestedBy} {Wish(request)} is {request.State}{Counts(request)}.{reason}");
    }

    static string Wish(ApprovalRequest request) => request.Kind == RequestKind.LicenseSharing
        ? $"to let {request.Pbx} share the licences of {request.ServerPbx} ({request.Customer})"
        : $"to decrease licences of {request.Pbx} ({request.Customer})";

    static string Counts(ApprovalRequest request) => request.RequestedCounts.Count == 0 ? ""
        : ": " + string.Join(", ", request.RequestedCounts.Select(count => FormattableString.Invariant($"{count.Key} {request.PresentCounts.Of(count.Key)} to {count.Value}")));
}
