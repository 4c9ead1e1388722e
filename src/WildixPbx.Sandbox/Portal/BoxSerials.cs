using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Boxes that are replaced: the new one's serial is the PBX's, the old one still finds it.</summary>
static class BoxSerials
{
    /// <summary>The PBX with another serial; as it is where that is its serial already.</summary>
    public static Pbx Replace(DbSession db, Pbx pbx, string serial)
    {
        if (pbx.Serial is { } present && Key.Of(present) == Key.Of(serial)) return pbx;
        if (Serials.Owner(db, serial) is { } owner) throw Refusal.SerialTaken(serial, owner);
        var former = pbx.FormerSerials.Where(one => Key.Of(one) != Key.Of(serial));
        return pbx with { Serial = serial, FormerSerials = [.. former, .. pbx.Serial is { } old ? [old] : Array.Empty<string>()] };
    }

    /// <summary>Keeps whose the two serials are now.</summary>
    public static void Keep(DbSession db, Pbx before, Pbx after)
    {
        if (before.Serial is { } old) Serials.Put(db, old, before.Id, isPresent: false);
        Serials.Put(db, after.Serial!, after.Id, isPresent: true);
    }
}
