using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>
/// A PBX that shares the licences of another one over the WMS Network. Under the rules of 2020-02 a Wildix manager applies
/// it, so it is a request; from 2022-04 it takes effect at once.
/// </summary>
static class SharingOperations
{
    const string ManagerMailbox = "manager@sandbox.invalid";

    public static Outcome<Pbx> Enable(ChangeScope scope, string identity, SharingUpdate body)
    {
        var client = Identities.PbxToChange(scope, identity);
        var server = Identities.Pbx(scope.Db, body.Server);
        if (server.State == PbxState.Migrated) throw Refusal.Migrated(server);
        var pending = Pending(scope.Db, client);
        var findings = Check(scope, client, server);
        if (pending is null ? client.SharingServer == server.Id : pending.ServerPbxId == server.Id)
            return Unchanged(client, [.. findings.Where(finding => finding.Severity != Severity.Error)], pending);

        if (Verdict.Refuses(findings, scope)) return Unchanged(client, findings, null);
        if (pending is not null) throw Refusal.AlreadyRequested(pending);
        SharingState.RefuseAsServer(scope.Db, client, "share those of another PBX");
        return findings.Any(finding => finding.RuleId == "SharingAppliedByHand") ? Ask(scope, client, server, findings) : Share(scope, client, server, findings);
    }

    /// <summary>Ends a sharing, at once, and takes a pending request for one back. The guide is silent; ours.</summary>
    public static Outcome<Pbx> Disable(ChangeScope scope, string identity)
    {
        var client = Identities.PbxToChange(scope, identity);
        var pending = Pending(scope.Db, client);
        if (pending is null && client.SharingServer is null) return Unchanged(client, [], null);

        if (pending is not null) RequestOperations.Mark(scope, client, pending, RequestState.Withdrawn, reason: null);
        var after = Put(scope, client.SharingServer is null ? "SharingWithdrawn" : "SharingDisabled", client, client with { SharingServer = null, RequestedSharingServer = null });
        return new(new() { Resource = after, Changed = true, EffectiveOn = scope.Now, RequestId = pending?.Id }, after.ETag);
    }

    /// <summary>What the rules say of a request at the moment of its approval.</summary>
    public static IReadOnlyList<Finding> CheckApproval(ChangeScope scope, Pbx client, ApprovalRequest request)
    {
        var findings = Check(scope, client, Tables.Pbxs.Get(scope.Db, request.ServerPbxId!)!);
        // Wildix applies it by this very approval.
        findings = [.. findings.Where(finding => finding.Severity != Severity.Outcome)];
        if (findings.All(finding => finding.Severity != Severity.Error)) SharingState.RefuseAsServer(scope.Db, client, "share those of another PBX");
        return findings;
    }

    /// <summary>Carries a decision to the client.</summary>
    public static void Carry(ChangeScope scope, Pbx client, ApprovalRequest request)
    {
        var isApproved = request.State == RequestState.Approved;
        Put(scope, isApproved ? "SharingEnabled" : "Sharing" + request.State, client, client with
        {
            SharingServer = isApproved ? request.ServerPbxId : client.SharingServer,
            RequestedSharingServer = null,
        });
    }

    static Outcome<Pbx> Ask(ChangeScope scope, Pbx client, Pbx server, IReadOnlyList<Finding> findings)
    {
        var after = Put(scope, "SharingRequested", client, client with { RequestedSharingServer = server.Id });
        var request = RequestOperations.Open(scope, after, RequestKind.LicenseSharing, request => request with { ServerPbxId = server.Id, ServerPbx = server.Name });
        // The guide: "an automated email is sent to a corresponding Wildix Administration manager". The wording is ours.
        Outbox.Add(
            scope.Db, scope.Now, MailKind.SharingRequested, client.Id, ManagerMailbox,
            $"License sharing for PBX {client.Name}: {request.Id}",
            $"{scope.Order.Actor} asks to let {client.Name} share the licences of {server.Name} ({client.Customer}) over the WMS Network. Please apply it in working hours.");
        return new(new() { Resource = after, Changed = true, RequestId = request.Id, Findings = findings }, after.ETag, 202);
    }

    static Outcome<Pbx> Share(ChangeScope scope, Pbx client, Pbx server, IReadOnlyList<Finding> findings)
    {
        var after = Put(scope, "SharingEnabled", client, client with { SharingServer = server.Id });
        return new(new() { Resource = after, Changed = true, EffectiveOn = scope.Now, Findings = findings }, after.ETag);
    }

    static Pbx Put(ChangeScope scope, string action, Pbx before, Pbx after)
    {
        after = Tables.Pbxs.Update(scope.Db, before, after);
        scope.Record(action, Subject.Of(after), before, after);
        return after;
    }

    static IReadOnlyList<Finding> Check(ChangeScope scope, Pbx client, Pbx server) => RuleCatalog.Check(new Proposal
    {
        Operation = RuleArea.Sharing,
        Subject = client.Name,
        Now = scope.PortalNow,
        TimeZone = scope.Setup.TimeZone,
        RuleSet = scope.Setup.RuleSet,
        Pbx = client,
        Platform = client.Platform,
        ServerPbx = server,
    });

    static ApprovalRequest? Pending(DbSession db, Pbx client)
        => client.RequestedSharingServer is null ? null : RequestOperations.PendingOf(db, client.Id).First(request => request.Kind == RequestKind.LicenseSharing);

    static Outcome<Pbx> Unchanged(Pbx client, IReadOnlyList<Finding> findings, ApprovalRequest? pending)
        => new(new() { Resource = client, Changed = false, RequestId = pending?.Id, Findings = findings }, client.ETag);
}
