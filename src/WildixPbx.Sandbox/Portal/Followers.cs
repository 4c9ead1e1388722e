using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>What points at a PBX and goes along when another one takes its place: clients that share its licences, and requests that wait.</summary>
static class Followers
{
    public static void Follow(ChangeScope scope, string fromId, Pbx to, string action)
    {
        foreach (var client in Tables.Pbxs.Where(scope.Db, "sharingServer = ? OR requestedSharingServer = ?", fromId, fromId))
        {
            var after = Tables.Pbxs.Update(scope.Db, client, client with
            {
                SharingServer = client.SharingServer == fromId ? to.Id : client.SharingServer,
                RequestedSharingServer = client.RequestedSharingServer == fromId ? to.Id : client.RequestedSharingServer,
            });
            scope.Record(action, Subject.Of(after), client, after);
        }

        foreach (var request in Tables.Requests.Where(scope.Db, "state = ? AND (pbxId = ? OR serverPbxId = ?)", nameof(RequestState.Pending), fromId, fromId))
        {
            var after = Tables.Requests.Update(scope.Db, request, request with
            {
                PbxId = request.PbxId == fromId ? to.Id : request.PbxId,
                ServerPbxId = request.ServerPbxId == fromId ? to.Id : request.ServerPbxId,
            });
            scope.Record(action, Subject.Of(after, to.CustomerId), request, after);
        }
    }
}
