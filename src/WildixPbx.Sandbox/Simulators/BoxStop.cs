namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// The guide: the old PBX stops working as soon as the licence is synced. Ours: a simulated one does when its data are moved
/// to its Cloud instance, and works again once the portal has taken the move back. SSH stays; over REST only a ping, the
/// version and the licence are answered.
/// </summary>
static class BoxStop
{
    const string Note = "moved-to";

    static readonly string[] Answered = ["api/v1/pbx/ping", "api/v1/pbx/version", "api/v1/pbx/settings/license"];

    /// <summary>What a stopped box says instead of an answer.</summary>
    public const string Reason = "No licence: this PBX was moved to the Cloud (sandbox)";

    /// <summary>Whether a box answers a request no more. The script that moves has noted the Cloud PBX that the box stops for.</summary>
    public static bool Refuses(string folder, Pbx pbx, BoxCall call)
        => pbx is { State: PbxState.Migrated, MigratedTo: { } cloudId } && !Answered.Contains(call.Route)
            && Path.Combine(folder, Note) is var path && File.Exists(path) && File.ReadAllText(path).Trim() == cloudId;
}
