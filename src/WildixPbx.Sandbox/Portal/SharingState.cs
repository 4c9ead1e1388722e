using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Who shares whose licences, or has asked to.</summary>
static class SharingState
{
    /// <summary>The name of a PBX that shares the licences of this one or has asked to; none where there is none.</summary>
    public static string? ClientOf(DbSession db, string pbxId)
        => db.Text("SELECT nameKey FROM pbxs WHERE sharingServer = ? OR requestedSharingServer = ? ORDER BY row LIMIT 1", pbxId, pbxId);

    /// <summary>Refuses what no client and no server of a sharing may do.</summary>
    public static void RefuseWhileSharing(DbSession db, Pbx pbx, string what)
    {
        if (pbx.SharingServer is not null || pbx.RequestedSharingServer is not null) throw Refusal.IsClient(pbx, what);
        RefuseAsServer(db, pbx, what);
    }

    /// <summary>Refuses what no server of a sharing may do.</summary>
    public static void RefuseAsServer(DbSession db, Pbx pbx, string what)
    {
        if (ClientOf(db, pbx.Id) is { } client) throw Refusal.IsServer(pbx, client, what);
    }
}
