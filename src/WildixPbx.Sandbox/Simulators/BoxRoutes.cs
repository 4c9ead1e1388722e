using System.Globalization;
using WildixPbx.Boxes;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// The routes of a box that this project needs. Paths, methods and envelopes are those that public clients use; what
/// they do not show is ours: the members of version, licence, network and upgrade.
/// </summary>
static class BoxRoutes
{
    const string Prefix = "api/v1/";

    /// <summary>How a box says that a change is made.</summary>
    public const string Done = "Success";

    static readonly BoxAnswer NoRoute = new("404 Not Found", 404);
    /// <summary>There is a route, and nothing with that id.</summary>
    public static readonly BoxAnswer NoRecord = new(null, 404, IsPlain: true);

    public static async Task<BoxAnswer> AnswerAsync(BoxServer box, BoxCall call)
    {
        if (!call.Route.StartsWith(Prefix, StringComparison.Ordinal)) return NoRoute;
        var route = call.Route[Prefix.Length..];
        switch (call.Method, route)
        {
            case ("GET", "pbx/ping"): return new(Members(("pong", true)));
            case ("GET", "pbx/version"): return new(Told(box, Members(("version", box.Version.ToString())), isVersion: true));
            case ("GET", "pbx/settings/license"): return new(Told(box, License(box), isVersion: false));
            case ("GET", "network/pbxes"): return new(Network(box));
            case ("GET", "pbx/candidates"): return new(new BoxList([], 0));
            case ("GET", "dictionaries"): return new(Members());
            case ("POST", "pbx/settings/backups"): return new(Done);
            case ("GET", "personal/info"): return new(BoxColleagues.Admin());
            case ("GET", "pbx/colleagues" or "colleagues"): return new(BoxColleagues.List(box, call));
            case ("POST", "pbx/colleagues"): return await BoxColleagues.AddAsync(box, call);
            case ("GET", "pbx/upgrade"): return new(Upgrade(box));
            case ("POST", "pbx/upgrade"):
                box.State.StartUpgrade();
                return new(Done);
            case ("GET", "pbx/upgrade/check"): return new(Check(box));
            case ("POST", "pbx/upgrade/check"):
                box.State.StartCheck();
                return new(Members(("state", Word(UpgradeStage.Checking))));
            case ("PUT", "pbx/system/reboot"): return await RestartAsync(box);
            default: return box.Applications.Answer(call, route) ?? box.Preferences.Answer(call, route) ?? await OneAsync(box, call, route);
        }
    }

    static async Task<BoxAnswer> OneAsync(BoxServer box, BoxCall call, string route) => (call.Method, route.Split('/')) switch
    {
        ("GET", ["colleagues", var id]) => BoxColleagues.One(box, id) is { } record ? new(record) : NoRecord,
        ("PUT", ["pbx", "colleagues", var id]) => await BoxColleagues.UpdateAsync(box, id, call) ? new(Done) : NoRecord,
        ("PUT", ["pbx", "colleagues", var id, "preferences"]) => BoxColleagues.Find(box, id) is not null && BoxColleagues.One(box, call.Text("from") ?? "") is not null ? new(Done) : NoRecord,
        ("DELETE", ["pbx", "colleagues", var ids]) => await BoxColleagues.RemoveAsync(box, ids.Split(',')) ? new(Done) : NoRecord,

        // No phone has ever registered here, and an empty map is a list.
        ("GET", ["pbx", "users", "sip", "registrations"] or ["pbx", "users", _, "sip", "registrations"]) => new(Members()),
        _ => NoRoute,
    };

    static Dictionary<string, object?> License(BoxServer box)
    {
        var pbx = box.Pbx;
        var server = pbx.SharingServer is { } id ? box.Read(db => Tables.Pbxs.Get(db, id)) : null;
        return Members(
            ("platform", pbx.Platform.ToString()),
            ("licensing", pbx.Licensing.ToString()),
            ("term", pbx.Term.ToString()),
            ("serial", pbx.Serial ?? ""),
            ("expires", pbx.ExpiresOn?.ToUnixTimeSeconds()),
            ("lastRenewal", pbx.LastRenewal?.ToUnixTimeSeconds()),
            ("server", server?.Name ?? ""),
            ("profiles", (server ?? pbx).Licenses.ToDictionary(count => count.Key, count => (object?)count.Value)));
    }

    // What a rehearsal has it tell in place of the portal's data: the version where that is told, all else with the licence.
    static Dictionary<string, object?> Told(BoxServer box, Dictionary<string, object?> members, bool isVersion)
    {
        foreach (var (name, text) in box.State.Tells)
        {
            if (isVersion != (name == "version")) continue;
            if (string.IsNullOrWhiteSpace(text)) members.Remove(name);
            else members[name] = text;
        }

        return members;
    }

    static BoxList Network(BoxServer box)
    {
        var pbxs = box.Network();
        return new BoxList([.. pbxs.Select(pbx => Members(("id", pbx.Id), ("name", pbx.Name + PbxName.Domain), ("serial", pbx.Serial ?? ""), ("self", pbx.Id == box.PbxId)))], pbxs.Count);
    }

    static Dictionary<string, object?> Upgrade(BoxServer box)
    {
        var (stage, progress) = box.State.Upgrade();
        return Members(("state", Word(stage)), ("progress", progress), ("version", box.State.Available?.ToString() ?? ""));
    }

    static Dictionary<string, object?> Check(BoxServer box)
    {
        var stage = box.State.Check();
        return Members(("state", Word(stage)), ("version", stage == UpgradeStage.Available ? box.State.Available!.ToString() : ""));
    }

    static async Task<BoxAnswer> RestartAsync(BoxServer box)
    {
        if (box.State.Restart() is { } version)
            await box.WriteAsync(scope => Portal.BoxOperations.Set(scope, box.PbxId, new SandboxPbxUpdate { WmsVersion = version }));
        return new(Done);
    }

    static string Word(UpgradeStage stage) => stage switch
    {
        UpgradeStage.Idle => "none",
        UpgradeStage.RebootRequired => "reboot",
        _ => stage.ToString().ToLower(CultureInfo.InvariantCulture),
    };

    static Dictionary<string, object?> Members(params (string Name, object? Value)[] members) => members.ToDictionary(member => member.Name, member => member.Value);
}
