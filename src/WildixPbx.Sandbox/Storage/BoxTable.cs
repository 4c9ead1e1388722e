namespace WildixPbx.Sandbox.Storage;

/// <summary>What is known of a box beside what the portal shows of its PBX.</summary>
/// <param name="Online">Whether it reaches the license server, and so renews every day.</param>
/// <param name="Database">The engine of its database.</param>
/// <param name="DatabaseBytes">The size of its database.</param>
/// <param name="AssignedUsers">Users by profile, as JSON.</param>
sealed record BoxFacts(bool Online = false, string? Database = null, long? DatabaseBytes = null, string? AssignedUsers = null);

/// <summary>
/// The boxes of a sandbox, with when each renews next or is written about next. By PBX row, so that the indexes give
/// what falls due at one moment in the order of creation.
/// </summary>
static class BoxTable
{
    public static void Create(DbSession session)
    {
        session.Execute("""
            CREATE TABLE IF NOT EXISTS boxes (pbxRow INTEGER PRIMARY KEY, online INTEGER NOT NULL, database TEXT, databaseBytes INTEGER, assignedUsers TEXT,
            renewAt INTEGER, mailAt INTEGER)
            """);
        session.Execute("CREATE INDEX IF NOT EXISTS boxes_renewAt ON boxes (renewAt)");
        session.Execute("CREATE INDEX IF NOT EXISTS boxes_mailAt ON boxes (mailAt)");
    }

    /// <summary>The facts of a PBX's box; of one that nothing was said of, that it is cut off.</summary>
    public static BoxFacts Get(DbSession session, string pbxId)
        => session.First(
            "SELECT online, database, databaseBytes, assignedUsers FROM boxes WHERE pbxRow = (SELECT row FROM pbxs WHERE id = ?)",
            reader => new BoxFacts(
                reader.GetInt64(0) == 1,
                reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetInt64(2),
                reader.IsDBNull(3) ? null : reader.GetString(3)),
            pbxId) ?? new BoxFacts();

    /// <summary>Keeps the facts of a PBX's box; what is due for it stays as it is.</summary>
    public static void Put(DbSession session, string pbxId, BoxFacts facts)
        => session.Execute(
            """
            INSERT INTO boxes (pbxRow, online, database, databaseBytes, assignedUsers) SELECT row, ?, ?, ?, ? FROM pbxs WHERE id = ?
            ON CONFLICT (pbxRow) DO UPDATE SET online = excluded.online, database = excluded.database, databaseBytes = excluded.databaseBytes, assignedUsers = excluded.assignedUsers
            """,
            facts.Online ? 1L : 0L, facts.Database, facts.DatabaseBytes, facts.AssignedUsers, pbxId);

    /// <summary>When the box of a PBX renews next; none for one that is cut off.</summary>
    public static DateTimeOffset? RenewsAt(DbSession session, string pbxId)
        => session.Scalar("SELECT renewAt FROM boxes WHERE pbxRow = (SELECT row FROM pbxs WHERE id = ?)", pbxId) is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Sets when the box of a PBX renews next, and when a mail about it is due next.</summary>
    public static void Schedule(DbSession session, string pbxId, DateTimeOffset? renewAt, DateTimeOffset? mailAt)
        => session.Execute("UPDATE boxes SET renewAt = ?, mailAt = ? WHERE pbxRow = (SELECT row FROM pbxs WHERE id = ?)", Key.Of(renewAt), Key.Of(mailAt), pbxId);

    /// <summary>The ids of PBXs whose boxes are due to renew, the longest due first.</summary>
    public static List<string> DueToRenew(DbSession session, DateTimeOffset now, int limit)
        => session.All("SELECT id FROM pbxs WHERE row IN (SELECT pbxRow FROM boxes WHERE renewAt <= ? ORDER BY renewAt LIMIT ?)", reader => reader.GetString(0), Key.Of(now), (long)limit);
}
