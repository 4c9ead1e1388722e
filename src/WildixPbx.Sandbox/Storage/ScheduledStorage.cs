namespace WildixPbx.Sandbox.Storage;

/// <summary>When the increases of storage that wait for 01:00 are due. By PBX row, so that the index gives them in order.</summary>
static class ScheduledStorage
{
    public static void Create(DbSession session)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS scheduledStorage (pbxRow INTEGER PRIMARY KEY, at INTEGER NOT NULL)");
        session.Execute("CREATE INDEX IF NOT EXISTS scheduledStorage_at ON scheduledStorage (at)");
    }

    /// <summary>Sets when the increase of a PBX is due.</summary>
    public static void Put(DbSession session, string pbxId, DateTimeOffset at)
        => session.Execute("INSERT INTO scheduledStorage SELECT row, ? FROM pbxs WHERE id = ? ON CONFLICT (pbxRow) DO UPDATE SET at = excluded.at", Key.Of(at), pbxId);

    /// <summary>When the increase of a PBX is due; none where none waits.</summary>
    public static DateTimeOffset? Due(DbSession session, string pbxId)
        => session.Scalar("SELECT at FROM scheduledStorage WHERE pbxRow = (SELECT row FROM pbxs WHERE id = ?)", pbxId) is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Forgets it: it is in force.</summary>
    public static void Remove(DbSession session, string pbxId) => session.Execute("DELETE FROM scheduledStorage WHERE pbxRow = (SELECT row FROM pbxs WHERE id = ?)", pbxId);
}
