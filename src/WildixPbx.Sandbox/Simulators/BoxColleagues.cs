using System.Globalization;
using WildixPbx.Boxes;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>The users of a box, as its clients know them.</summary>
static class BoxColleagues
{
    // The box's own admin, whom no list names: whether real ones do is not known. Users get higher ids.
    const string AdminId = "1";

    static readonly string[] Required = ["name", "email", "extension", "role", "licenseType", "dialplan"];
    static readonly string[] Writable = ["login", "language", "dialplan", "faxDialplan", "officePhone", "mobilePhone", "faxNumber", "department", "sipPassword"];

    /// <summary>A list, filtered, sorted and cut as the query asks.</summary>
    public static BoxList List(BoxServer box, BoxCall call)
    {
        var homes = box.Network().ToDictionary(pbx => pbx.Id, pbx => pbx.Name + PbxName.Domain);
        IEnumerable<Dictionary<string, object?>> records = box.Read(db => BoxUsers.Of(db, homes.Keys)).Select(user => Record(user, homes[user.PbxId]));
        if (call.Query.Get("filter") is PhpMap filter)
            foreach (var field in filter)
            {
                string?[] wanted = field.Value is PhpMap values ? [.. values.Select(value => BoxCall.Scalar(value.Value))] : [BoxCall.Scalar(field.Value)];
                records = records.Where(record => wanted.Contains(Text(record, field.Key), StringComparer.OrdinalIgnoreCase));
            }

        if (call.Text("search") is { Length: > 0 } search)
        {
            string[] fields = call.Text("searchFields")?.Split(',', StringSplitOptions.TrimEntries) ?? ["name", "extension", "email"];
            records = records.Where(record => fields.Any(field => Text(record, field)?.Contains(search, StringComparison.OrdinalIgnoreCase) == true));
        }

        if (call.Text("sort") is { Length: > 0 } sort)
            records = "desc".Equals(call.Text("dir"), StringComparison.OrdinalIgnoreCase) ? records.OrderByDescending(record => Key(record, sort)) : records.OrderBy(record => Key(record, sort));

        List<Dictionary<string, object?>> all = [.. records];
        var page = box.State.Behaviors.Contains(BoxBehavior.IgnorePaging) ? all : all.Skip(Number(call, "start") ?? 0).Take(Number(call, "count") ?? int.MaxValue);
        return new BoxList([.. page.Select(record => Sparse(record, call.Text("fields")))], all.Count);
    }

    /// <summary>A user of the network by id; none where there is none.</summary>
    public static BoxUser? Find(BoxServer box, string id)
    {
        var network = box.Network();
        return box.Read(db => BoxUsers.Of(db, network.Select(pbx => pbx.Id))).Find(user => Id(user) == id);
    }

    /// <summary>The record of the admin, as the login that it is.</summary>
    public static Dictionary<string, object?> Admin() => new() { ["id"] = AdminId, ["login"] = "admin", ["name"] = "admin", ["extension"] = "", ["email"] = "", ["role"] = "admin" };

    /// <summary>The record of one user, or of the admin; none where there is no such one.</summary>
    public static Dictionary<string, object?>? One(BoxServer box, string id)
        => Find(box, id) is { } user ? Record(user, box.Network().First(pbx => pbx.Id == user.PbxId).Name + PbxName.Domain) : id == AdminId ? Admin() : null;

    /// <summary>Removes users; whether there were all of them. If not, none goes.</summary>
    public static async Task<bool> RemoveAsync(BoxServer box, string[] ids)
    {
        BoxUser?[] users = [.. ids.Select(id => Find(box, id))];
        if (Array.Exists(users, user => user is null)) return false;
        await box.WriteAsync(scope =>
        {
            foreach (var user in users) BoxUsers.Remove(scope.Db, user!);
            return true;
        });
        return true;
    }

    /// <summary>Changes what the body gives; whether there is such a user.</summary>
    public static async Task<bool> UpdateAsync(BoxServer box, string id, BoxCall call)
    {
        if (Find(box, id) is not { } user) return false;
        await box.WriteAsync(scope =>
        {
            BoxUsers.Update(scope.Db, user with
            {
                Name = call.Text("name") ?? user.Name,
                Extension = call.Text("extension") ?? user.Extension,
                Email = call.Text("email") ?? user.Email,
                LicenseType = call.Text("licenseType") ?? user.LicenseType,
                Role = call.Text("role") ?? user.Role,
                More = Given(call, user.More),
            });
            return true;
        });
        return true;
    }

    /// <summary>Adds a user. A box fails where a member is missing, rather than saying so.</summary>
    public static async Task<BoxAnswer> AddAsync(BoxServer box, BoxCall call)
    {
        if (Required.Any(name => string.IsNullOrEmpty(call.Text(name)))) return new("Internal error", 500);
        var user = new BoxUser(0, box.PbxId, call.Text("name")!, call.Text("extension")!, call.Text("email")!, call.Text("licenseType")!, call.Text("role")!) { More = Given(call, BoxUser.Nothing) };
        var added = await box.WriteAsync(scope => BoxUsers.Add(scope.Db, user));
        return new(new Dictionary<string, object?> { ["id"] = Id(added) });
    }

    // sipPassword stands in real records, too: whoever does not name the fields gets a secret.
    static Dictionary<string, object?> Record(BoxUser user, string home)
    {
        var record = Known(user, home);
        foreach (var member in user.More) record[member.Key] = member.Value;
        return record;
    }

    // What else a client may write and expects to read again; a password is taken and shown nowhere.
    static Dictionary<string, string> Given(BoxCall call, IReadOnlyDictionary<string, string> before)
    {
        var more = new Dictionary<string, string>(before);
        foreach (var name in Writable)
            if (call.Text(name) is { } value) more[name] = value;
        return more;
    }

    static Dictionary<string, object?> Known(BoxUser user, string home) => new()
    {
        ["dn"] = $"cn={Id(user)},ou=users",
        ["id"] = user.Id,
        ["name"] = user.Name,
        ["login"] = user.Extension,
        ["extension"] = user.Extension,
        ["email"] = user.Email,
        ["role"] = user.Role,
        ["language"] = "en",
        ["dialplan"] = "users",
        ["faxDialplan"] = "",
        ["officePhone"] = "",
        ["mobilePhone"] = "",
        ["faxNumber"] = "",
        ["department"] = "",
        ["groupDn"] = "",
        ["groupName"] = "",
        ["picture"] = "",
        ["sourceId"] = "",
        ["jid"] = user.Extension + "@" + home,
        ["pbxDn"] = "cn=" + home,
        ["licenseType"] = user.LicenseType,
        ["pbx"] = home,
        ["sipPassword"] = "sip-secret-of-" + Id(user),
    };

    static Dictionary<string, object?> Sparse(Dictionary<string, object?> record, string? fields)
        => string.IsNullOrEmpty(fields) ? record : fields.Split(',', StringSplitOptions.TrimEntries).Where(record.ContainsKey).Distinct().ToDictionary(field => field, field => record[field]);

    static string? Text(Dictionary<string, object?> record, string field) => record.TryGetValue(field, out var value) ? BoxCall.Scalar(value) : null;

    // Numbers by their value, before texts.
    static (long Number, string Text) Key(Dictionary<string, object?> record, string field)
        => Text(record, field) is not { } text ? (long.MinValue, "") : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, "") : (long.MaxValue, text.ToUpperInvariant());

    static int? Number(BoxCall call, string name) => int.TryParse(call.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string Id(BoxUser user) => user.Id.ToString(CultureInfo.InvariantCulture);
}
