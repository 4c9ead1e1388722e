namespace WildixPbx.Sandbox.Storage;

/// <summary>The tables of the database.</summary>
static class Schema
{
    const string Version = "4";

    /// <summary>Makes what is missing.</summary>
    /// <exception cref="NotSupportedException">The file is of another version.</exception>
    public static void Create(DbSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        session.Execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
        session.Execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", Version);
        var found = Meta.Get(session, "schema");
        if (found != Version) throw new NotSupportedException($"The data are of version {found}, this program's are of version {Version}. Start it with --reset to begin anew.");

        session.Execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", Meta.KeySecret, Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        CreateTables(session);
        session.Execute("COMMIT");
    }

    /// <summary>Makes the tables and indexes that are missing, in a transaction of the caller's.</summary>
    public static void CreateTables(DbSession session)
    {
        Tables.Customers.Create(session);
        Tables.Contacts.Create(session);
        session.Execute("CREATE UNIQUE INDEX IF NOT EXISTS contacts_once ON contacts (customerId, emailKey)");
        Tables.Pbxs.Create(session);
        Tables.Orders.Create(session);
        Tables.Requests.Create(session);
        session.Execute("CREATE INDEX IF NOT EXISTS requests_pending ON requests (pbxId, state)");
        Serials.Create(session);
        ScheduledStorage.Create(session);
        BoxTable.Create(session);
        Trail.Create(session);
        Outbox.Create(session);
        KeptAnswers.Create(session);
        WildixPbx.Sandbox.Simulators.BoxUsers.Create(session);
    }
}

/// <summary>Single values: counters, the clock's offset, the secret that PBX keys are made from.</summary>
static class Meta
{
    public const string KeySecret = "pbxKeySecret";

    public static string? Get(DbSession session, string key) => session.Text("SELECT value FROM meta WHERE key = ?", key);

    public static void Set(DbSession session, string key, string value)
        => session.Execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);

    /// <summary>The next number of a counter that no restart takes back.</summary>
    public static long Next(DbSession session, string counter)
        => session.Number("INSERT INTO meta VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER)", counter);
}

/// <summary>Serials, present and former, and whose they are. One that moved on is one PBX's present and another's former one.</summary>
static class Serials
{
    public static void Create(DbSession session)
        => session.Execute("CREATE TABLE IF NOT EXISTS serials (serialKey TEXT NOT NULL, pbxId TEXT NOT NULL, present INTEGER NOT NULL, PRIMARY KEY (serialKey, pbxId)) WITHOUT ROWID");

    public static void Add(DbSession session, string serial, string pbxId)
        => Put(session, serial, pbxId, isPresent: true);

    /// <summary>Keeps whether a serial is a PBX's present or a former one.</summary>
    public static void Put(DbSession session, string serial, string pbxId, bool isPresent)
        => session.Execute("INSERT INTO serials VALUES (?, ?, ?) ON CONFLICT (serialKey, pbxId) DO UPDATE SET present = excluded.present", Key.Of(serial), pbxId, isPresent ? 1L : 0L);

    /// <summary>Gives all serials of a PBX, present and former, to another one: the first is found by none of them any more.</summary>
    public static void GiveAll(DbSession session, string fromId, string toId)
    {
        session.Execute("DELETE FROM serials WHERE pbxId = ? AND serialKey IN (SELECT serialKey FROM serials WHERE pbxId = ?)", toId, fromId);
        session.Execute("UPDATE serials SET pbxId = ? WHERE pbxId = ?", toId, fromId);
    }

    /// <summary>The id of the PBX that has a serial now; none where it is free.</summary>
    public static string? Owner(DbSession session, string serial) => Find(session, serial, 1).FirstOrDefault();

    /// <summary>The PBXs of a serial: the one that has it now, else those that had it.</summary>
    public static List<string> Find(DbSession session, string serial)
    {
        var present = Find(session, serial, 1);
        return present.Count > 0 ? present : Find(session, serial, 0);
    }

    static List<string> Find(DbSession session, string serial, int present)
        => session.All("SELECT pbxId FROM serials WHERE serialKey = ? AND present = ?", reader => reader.GetString(0), Key.Of(serial), present);
}
