using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Whether a PBX is in the WMS Network of its customer.</summary>
static class NetworkOperations
{
    public static Outcome<Pbx> Enable(ChangeScope scope, string identity) => Set(scope, identity, isIn: true);

    public static Outcome<Pbx> Disable(ChangeScope scope, string identity) => Set(scope, identity, isIn: false);

    static Outcome<Pbx> Set(ChangeScope scope, string identity, bool isIn)
    {
        var pbx = Identities.PbxToChange(scope, identity);
        if ((pbx.InNetwork ?? false) == isIn) return new(new() { Resource = pbx, Changed = false }, pbx.ETag);
        if (!isIn) SharingState.RefuseWhileSharing(scope.Db, pbx, "leave the WMS Network");

        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { InNetwork = isIn });
        scope.Record(isIn ? "NetworkEnabled" : "NetworkDisabled", Subject.Of(after), pbx, after);
        return new(new() { Resource = after, Changed = true, EffectiveOn = scope.Now }, after.ETag);
    }
}
