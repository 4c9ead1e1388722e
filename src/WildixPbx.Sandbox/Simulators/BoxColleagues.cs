using System.Globalization;
using WildixPbx.Boxes;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>The users of a box, as its clients know them.</summary>
static class BoxColleagues
{
    static readonly string[] Required = ["name", "email", "extension", "role", "licenseType", "dialplan"];

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
            string[] fields = call.Text("searchFields")?.Split(',') ?? ["name", "extension", "email"];
            records = records.Where(record => fields.Any(field => Text(record, field)?.Contains(search, StringComparison.OrdinalIgnoreCase) == true));
        }

        if (call.Text("sort") is { Length: > 0 } sort)
            records = call.Text("dir") == "desc" ? records.OrderByDescending(record => Text(record, sort), StringComparer.Ordinal) : records.OrderBy(record => Text(record, sort), StringComparer.Ordinal);

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

    /// <summary>A user's record.</summary>
    public static Dictionary<string, object?> Record(BoxServer box, BoxUser user)
        => Record(user, box.Network().First(pbx => pbx.Id == user.PbxId).Name + PbxName.Domain);

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
            });
            return true;
        });
        return true;
    }

    /// <summary>Adds a user. A box fails where a member is missing, rather than saying so.</summary>
    public static async Task<BoxAnswer> AddAsync(BoxServer box, BoxCall call)
    {
        if (Required.Any(name => string.IsNullOrEmpty(call.Text(name)))) return new("Internal error", 500);
        var user = new BoxUser(0, box.PbxId, call.Text("name")!, call.Text("extension")!, call.Text("email")!, call.Text("licenseType")!, call.Text("role")!);
        var added = await box.WriteAsync(scope => BoxUsers.Add(scope.Db, user));
        return new(new Dictionary<string, object?> { ["id"] = Id(added) });
    }

    // sipPassword stands in real records, too: whoever does not name the fields gets a secret.
    static Dictionary<string, object?> Record(BoxUser user, string home) => new()
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
        ["licenseType"] = user.LicenseType,
        ["pbx"] = home,
        ["sipPassword"] = "sip-secret-of-" + Id(user),
    };

    static Dictionary<string, object?> Sparse(Dictionary<string, object?> record, string? fields)
        => string.IsNullOrEmpty(fields) ? record : fields.Split(',').Where(record.ContainsKey).ToDictionary(field => field, field => record[field]);

    static string? Text(Dictionary<string, object?> record, string field) => record.TryGetValue(field, out var value) ? BoxCall.Scalar(value) : null;

    static int? Number(BoxCall call, string name) => int.TryParse(call.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string Id(BoxUser user) => user.Id.ToString(CultureInfo.InvariantCulture);
}
