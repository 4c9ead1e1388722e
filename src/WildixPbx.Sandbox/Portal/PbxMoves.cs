using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>PBXs that get another name or another customer.</summary>
static class PbxMoves
{
    public static Outcome<Pbx> Rename(ChangeScope scope, string identity, PbxUpdate body)
    {
        var pbx = Identities.PbxToChange(scope, identity);
        var name = PbxName.Normalize(body.Name);
        if (name == pbx.Name) return Unchanged(pbx, []);

        var findings = Verdict.Of(["PbxNameInvalid", "PbxNameTaken"], new Proposal
        {
            Operation = RuleArea.Create,
            Subject = pbx.Name,
            Now = scope.PortalNow,
            RuleSet = scope.Setup.RuleSet,
            Pbx = pbx,
            Name = name,
            NameIsTaken = Tables.Pbxs.Find(scope.Db, "nameKey", Key.Of(name)) is not null,
        });
        if (Verdict.Refuses(findings, scope)) return Unchanged(pbx, findings);

        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { Name = name });
        scope.Record("PbxRenamed", Subject.Of(after), pbx, after);
        foreach (var request in Tables.Requests.Where(scope.Db, "pbxId = ? OR serverPbxId = ?", pbx.Id, pbx.Id))
        {
            var renamed = request with { Pbx = request.PbxId == pbx.Id ? name : request.Pbx, ServerPbx = request.ServerPbxId == pbx.Id ? name : request.ServerPbx };
            Follow(scope, request, renamed, after, "PbxRenamed");
        }

        return Made(scope, after, findings);
    }

    public static Outcome<Pbx> Move(ChangeScope scope, string identity, PbxMove body)
    {
        var pbx = Identities.PbxToChange(scope, identity);
        var customer = Identities.Customer(scope.Db, body.Customer);
        if (customer.Id == pbx.CustomerId) return Unchanged(pbx, []);

        // As if its licences were created there: so without the PBX itself, whose counts would make them no first ones.
        var findings = Verdict.Of(["CustomerContactRequired", "OneLicensedPbxPerCustomer"], new Proposal
        {
            Operation = RuleArea.Create,
            Subject = pbx.Name,
            Now = scope.PortalNow,
            RuleSet = scope.Setup.RuleSet,
            Counts = pbx.Licenses,
            CustomerHasContact = customer.ContactCount > 0,
            OtherLicensedPbx = PbxOperations.OtherLicensed(scope.Db, customer.Id, pbx.Id),
        });
        if (Verdict.Refuses(findings, scope)) return Unchanged(pbx, findings);
        SharingState.RefuseWhileSharing(scope.Db, pbx, "be moved to another customer");

        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { Customer = customer.Name, CustomerId = customer.Id });
        CustomerOperations.Count(scope.Db, pbx.CustomerId, pbxs: -1);
        CustomerOperations.Count(scope.Db, customer.Id, pbxs: 1);
        scope.Record("PbxMoved", Subject.Of(after), pbx, after);
        foreach (var request in RequestOperations.PendingOf(scope.Db, pbx.Id))
            Follow(scope, request, request with { Customer = customer.Name }, after, "PbxMoved");
        return Made(scope, after, findings);
    }

    static void Follow(ChangeScope scope, ApprovalRequest before, ApprovalRequest after, Pbx pbx, string action)
    {
        after = Tables.Requests.Update(scope.Db, before, after);
        scope.Record(action, Subject.Of(after, pbx.CustomerId), before, after);
    }

    static Outcome<Pbx> Made(ChangeScope scope, Pbx after, IReadOnlyList<Finding> findings)
        => new(new() { Resource = after, Changed = true, EffectiveOn = scope.Now, Findings = findings }, after.ETag);

    static Outcome<Pbx> Unchanged(Pbx pbx, IReadOnlyList<Finding> findings) => new(new() { Resource = pbx, Changed = false, Findings = findings }, pbx.ETag);
}
