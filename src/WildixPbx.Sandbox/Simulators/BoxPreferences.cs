using System.Globalization;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// What can be set on a box and changes nothing of what the sandbox is for: it is kept while the simulator is up, so that
/// a client reads what it wrote. But for <c>ntpServer</c>, the members' names are ours.
/// </summary>
sealed class BoxPreferences
{
    const string MailTest = "pbx/settings/smtp/test";

    readonly Lock _gate = new();
    readonly Dictionary<string, Dictionary<string, object?>> _all = new(StringComparer.Ordinal)
    {
        ["pbx/settings"] = new() { ["language"] = "en", ["timezone"] = "UTC" },
        ["pbx/settings/ntp"] = new() { ["ntpServer"] = "pool.ntp.org" },
        ["pbx/settings/smtp"] = new() { ["host"] = "", ["port"] = "25", ["user"] = "", ["from"] = "", ["ssl"] = "0", ["auth"] = "0" },
        ["pbx/settings/httpproxy"] = new() { ["host"] = "", ["port"] = "", ["user"] = "" },
        ["pbx/upgrade/settings"] = new() { ["repository"] = "stable" },
    };

    int _mailTests;

    /// <summary>Answers what is asked of settings; nothing where the path is another one.</summary>
    public BoxAnswer? Answer(BoxCall call, string route)
    {
        lock (_gate)
        {
            if (_all.TryGetValue(route, out var members))
            {
                switch (call.Method)
                {
                    case "GET": return new(new Dictionary<string, object?>(members));
                    case "PUT":
                        foreach (var entry in call.Body.Count > 0 ? call.Body : call.Query)
                            if (entry.Key is not ("token" or "password")) members[entry.Key] = BoxCall.Scalar(entry.Value);
                        return new(BoxRoutes.Done);
                    default: return null;
                }
            }

            if (call.Method == "POST" && route == MailTest)
                return string.IsNullOrEmpty(call.Text("email")) ? new("Internal error", 500) : new(new Dictionary<string, object?> { ["id"] = ++_mailTests });
            if (call.Method == "GET" && route.StartsWith(MailTest + "/status/", StringComparison.Ordinal))
                return int.TryParse(route[(MailTest.Length + "/status/".Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _mailTests
                    ? new(new Dictionary<string, object?> { ["status"] = "sent" })
                    : BoxRoutes.NoRecord;
            return null;
        }
    }
}
