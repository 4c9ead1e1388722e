using System.Globalization;
using System.Text.Json;
using WildixPbx.Boxes;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>A user of a box as it is kept.</summary>
sealed record BoxUser(long Id, string PbxId, string Name, string Extension, string Email, string LicenseType, string Role)
{
    /// <summary>No more than that.</summary>
    public static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    /// <summary>What else was written of the user, by the name of the member.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = Nothing;
}

/// <summary>The users of all boxes. Each box of a WMS Network answers with those of the whole network.</summary>
static class BoxUsers
{
    const int FirstExtension = 101;
    const string Columns = "id, pbxId, name, extension, email, licenseType, role";

    public static void Create(DbSession session)
    {
        session.Execute($"CREATE TABLE IF NOT EXISTS boxUsers (id INTEGER PRIMARY KEY AUTOINCREMENT, pbxId TEXT NOT NULL, name TEXT NOT NULL, extension TEXT NOT NULL, email TEXT NOT NULL, licenseType TEXT NOT NULL, role TEXT NOT NULL)");
        session.Execute("CREATE INDEX IF NOT EXISTS boxUsers_pbx ON boxUsers (pbxId)");

        // The first id is that of each box's admin, who stands in no table.
        session.Execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'boxUsers', 1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'boxUsers')");
        session.Execute("CREATE TABLE IF NOT EXISTS boxUserMembers (userId INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (userId, name))");
    }

    /// <summary>The users at home on some PBXs, in order of creation.</summary>
    public static List<BoxUser> Of(DbSession session, IEnumerable<string> pbxIds)
        => [.. pbxIds.SelectMany(id => OfOne(session, id)).OrderBy(user => user.Id)];

    /// <summary>Adds a user and answers with it.</summary>
    public static BoxUser Add(DbSession session, BoxUser user)
    {
        session.Execute("INSERT INTO boxUsers (pbxId, name, extension, email, licenseType, role) VALUES (?, ?, ?, ?, ?, ?)", user.PbxId, user.Name, user.Extension, user.Email, user.LicenseType, user.Role);
        user = user with { Id = session.Number("SELECT last_insert_rowid()") };
        AddMore(session, user);
        return user;
    }

    /// <summary>Makes the users that a box lacks to a number. New ones are Essential users, as on a real box.</summary>
    public static void Fill(DbSession session, Pbx pbx, int count)
    {
        var there = session.Number("SELECT count(*) FROM boxUsers WHERE pbxId = ?", pbx.Id);
        for (var number = there; number < count; number++)
        {
            var extension = (FirstExtension + number).ToString(CultureInfo.InvariantCulture);
            Add(session, new BoxUser(0, pbx.Id, "User " + extension, extension, $"user{extension}@{pbx.Name}.example", LicenseType.Default, "user"));
        }
    }

    /// <summary>Gives a box the users of another one, in place of its own. Those that it has already keep their ids.</summary>
    public static void Replace(DbSession session, string pbxId, string fromId)
    {
        List<BoxUser> own = Of(session, [pbxId]), others = Of(session, [fromId]);
        if (own.Select(Written).SequenceEqual(others.Select(Written))) return;
        foreach (var user in own) Remove(session, user);
        foreach (var user in others) Add(session, user with { PbxId = pbxId });

        static string Written(BoxUser user) => JsonSerializer.Serialize(user with { Id = 0, PbxId = "" });
    }

    /// <summary>Whether a box has any users yet.</summary>
    public static bool HasAny(DbSession session, string pbxId) => session.Scalar("SELECT 1 FROM boxUsers WHERE pbxId = ? LIMIT 1", pbxId) is not null;

    /// <summary>Removes a user.</summary>
    public static void Remove(DbSession session, BoxUser user)
    {
        session.Execute("DELETE FROM boxUserMembers WHERE userId = ?", user.Id);
        session.Execute("DELETE FROM boxUsers WHERE id = ?", user.Id);
    }

    /// <summary>Changes what is given of a user.</summary>
    public static void Update(DbSession session, BoxUser user)
    {
        session.Execute("UPDATE boxUsers SET name = ?, extension = ?, email = ?, licenseType = ?, role = ? WHERE id = ?", user.Name, user.Extension, user.Email, user.LicenseType, user.Role, user.Id);
        AddMore(session, user);
    }

    static void AddMore(DbSession session, BoxUser user)
    {
        foreach (var member in user.More) session.Execute("INSERT OR REPLACE INTO boxUserMembers (userId, name, value) VALUES (?, ?, ?)", user.Id, member.Key, member.Value);
    }

    static IEnumerable<BoxUser> OfOne(DbSession session, string pbxId)
    {
        var more = session.All("SELECT userId, name, value FROM boxUserMembers WHERE userId IN (SELECT id FROM boxUsers WHERE pbxId = ?)", static row => (Id: row.GetInt64(0), Name: row.GetString(1), Value: row.GetString(2)), pbxId)
            .GroupBy(member => member.Id).ToDictionary(members => members.Key, members => members.ToDictionary(member => member.Name, member => member.Value));
        return session.All($"SELECT {Columns} FROM boxUsers WHERE pbxId = ? ORDER BY id", Read, pbxId).Select(user => more.TryGetValue(user.Id, out var members) ? user with { More = members } : user);
    }

    static BoxUser Read(Microsoft.Data.Sqlite.SqliteDataReader reader)
        => new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6));
}
