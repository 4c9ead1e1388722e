using System.Globalization;
using System.Security.Cryptography;
using WildixPbx.Boxes;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// The applications of a box, which let others in: simple tokens, S2S and OAuth2. The first simple token and the first S2S
/// application are the box's own; those that clients make live as long as the simulator is up. Logging on by OAuth2 is not
/// served. Beyond what public clients show, the members' names are ours.
/// </summary>
sealed class BoxApplications(BoxLogins own)
{
    const string Prefix = "pbx/applications/";
    const string FirstId = "1";
    const string NeverExpires = "4102444800"; // the year 2100: scripts count with it, so it is a number
    const int SecretLength = 48;

    readonly Lock _gate = new();
    readonly List<Application> _all =
    [
        new("simpletoken", FirstId, own.Token, new() { ["name"] = "Sandbox", ["pbxUser"] = "admin", ["expireTime"] = NeverExpires }),
        new("s2s", own.ApplicationId, own.ApplicationSecret, new() { ["name"] = own.ApplicationName }),
    ];

    int _last = int.Parse(FirstId, CultureInfo.InvariantCulture);

    /// <summary>Whether a token is a simple token of this box that has not expired.</summary>
    public bool IsToken(string token)
    {
        // By the machine's clock, as whoever made it counted.
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        lock (_gate)
            return _all.Exists(one => one.Kind == "simpletoken" && BoxLogins.AreEqual(one.Secret, token) && !(Seconds(one.Members["expireTime"]) <= now));
    }

    /// <summary>The secret of an S2S application; none where there is no such one.</summary>
    public string? S2SSecret(string id)
    {
        lock (_gate) return _all.Find(one => one.Kind == "s2s" && one.Id == id)?.Secret;
    }

    /// <summary>Answers what is asked of applications; nothing where the path is another one.</summary>
    public BoxAnswer? Answer(BoxCall call, string route)
    {
        if (!route.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = route[Prefix.Length..].Split('/');
        if (parts[0] is not ("simpletoken" or "s2s" or "oauth2") || parts.Length > 2) return null;
        lock (_gate)
        {
            return (call.Method, parts) switch
            {
                ("GET", [var kind]) => new(List(kind)),
                ("POST", [var kind]) => Add(kind, call),
                ("GET", [var kind, var id]) => Find(kind, id) is { } one ? new(Record(one)) : BoxRoutes.NoRecord,
                ("PUT", [var kind, var id]) => Find(kind, id) is { } one ? Update(one, call) : BoxRoutes.NoRecord,
                ("DELETE", [var kind, var id]) => Find(kind, id) is { } one && _all.Remove(one) ? new(BoxRoutes.Done) : BoxRoutes.NoRecord,
                _ => null,
            };
        }
    }

    BoxList List(string kind)
    {
        List<Dictionary<string, object?>> records = [.. _all.Where(one => one.Kind == kind).Select(Record)];
        return new BoxList(records, records.Count);
    }

    BoxAnswer Add(string kind, BoxCall call)
    {
        string[] required = kind switch { "simpletoken" => ["name", "pbxUser", "expireTime"], "oauth2" => ["name", "redirectUris", "expireTime"], _ => ["name"] };
        if (required.Any(name => call.Value(name) is null or "")) return new("Internal error", 500);
        if (HasExpired(call)) return new("expireTime has passed", 400);
        var number = (++_last).ToString(CultureInfo.InvariantCulture);
        var made = new Application(kind, kind == "s2s" ? "app-" + number : number, (kind == "simpletoken" ? "access_" : "") + RandomNumberGenerator.GetHexString(SecretLength, lowercase: true), []);
        Take(made, call);
        _all.Add(made);
        return new(new Dictionary<string, object?> { ["id"] = made.Id });
    }

    static BoxAnswer Update(Application one, BoxCall call)
    {
        if (HasExpired(call)) return new("expireTime has passed", 400);
        Take(one, call);
        return new(BoxRoutes.Done);
    }

    // An update of an OAuth2 application names its addresses in the singular.
    static void Take(Application one, BoxCall call)
    {
        foreach (var name in (string[])["name", "description", "pbxUser", "expireTime", "permissions", "redirectUris", "redirectUri"])
            if (call.Value(name) is { } value)
                one.Members[name == "redirectUri" ? "redirectUris" : name] = value is PhpMap values ? values.Select(entry => BoxCall.Scalar(entry.Value)).ToArray() : BoxCall.Scalar(value);
    }

    Application? Find(string kind, string id) => _all.Find(one => one.Kind == kind && string.Equals(one.Id, id, StringComparison.OrdinalIgnoreCase));

    // The secret stands there in clear, as on a real box: its list of tokens is a list of logins.
    static Dictionary<string, object?> Record(Application one) => new(one.Members) { ["id"] = one.Id, ["secret"] = one.Secret };

    static bool HasExpired(BoxCall call) => call.Text("expireTime") is { } text && !(Seconds(text) > DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    static long? Seconds(object? value) => long.TryParse(BoxCall.Scalar(value), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    sealed record Application(string Kind, string Id, string Secret, Dictionary<string, object?> Members);
}
