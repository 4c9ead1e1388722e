using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Finds objects by what people call them.</summary>
static class Identities
{
    /// <summary>A customer by id or by name in any case.</summary>
    public static Customer Customer(DbSession db, string identity)
    {
        var byId = Tables.Customers.Get(db, identity);
        var byName = Tables.Customers.Find(db, "nameKey", Key.Of(identity.Trim()));
        if (byId is not null && byName is not null && byId.Id != byName.Id) throw Refusal.Ambiguous(identity, byId.Id, byName.Id);
        return byId ?? byName ?? throw Refusal.NotFound("customer", identity);
    }

    /// <summary>The ids of the customers that a filter's text fits; none where there is no such customer.</summary>
    public static IReadOnlyList<string> CustomerIds(DbSession db, string identity)
        => db.All("SELECT id FROM customers WHERE id = ? OR nameKey = ?", reader => reader.GetString(0), identity, Key.Of(identity.Trim()));

    /// <summary>A PBX by id, serial (present or former) or name, also with the domain.</summary>
    public static Pbx Pbx(DbSession db, string identity)
    {
        // The common case first: an id fits nothing else, since names have no underscore and serials are digits.
        if (Tables.Pbxs.Get(db, identity) is { } byId) return byId;
        return PbxIds(db, identity) switch
        {
            [] => throw Refusal.NotFound("PBX", identity),
            [var one] => Tables.Pbxs.Get(db, one)!,
            var several => throw Refusal.Ambiguous(identity, several),
        };
    }

    /// <summary>A PBX that is to be changed, in the state that the change was thought out on; none that was moved to the Cloud.</summary>
    public static Pbx PbxToChange(ChangeScope scope, string identity)
    {
        var pbx = Pbx(scope.Db, identity);
        scope.CheckTag(pbx.Name, pbx.ETag);
        return pbx.State == PbxState.Migrated ? throw Refusal.Migrated(pbx) : pbx;
    }

    /// <summary>The ids of the PBXs that a text fits.</summary>
    public static IReadOnlyList<string> PbxIds(DbSession db, string identity)
    {
        var found = Serials.Find(db, identity.Trim());
        found.AddRange(db.All("SELECT id FROM pbxs WHERE id = ? OR nameKey = ?", reader => reader.GetString(0), identity, Key.Of(PbxName.Normalize(identity))));
        return [.. found.Distinct()];
    }

    /// <summary>A request by id.</summary>
    public static ApprovalRequest Request(DbSession db, string id) => Tables.Requests.Get(db, id) ?? throw Refusal.NotFound("request", id);

    /// <summary>A contact by id.</summary>
    public static Contact Contact(DbSession db, string id) => Tables.Contacts.Get(db, id) ?? throw Refusal.NotFound("contact", id);

    /// <summary>A hardware order by id.</summary>
    public static HardwareOrder Order(DbSession db, string id) => Tables.Orders.Get(db, id) ?? throw Refusal.NotFound("hardware order", id);
}
