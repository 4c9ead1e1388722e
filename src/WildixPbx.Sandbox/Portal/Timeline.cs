using Microsoft.Data.Sqlite;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>
/// What the portal does by itself, each thing at its own moment and in the order of moments: the same whether the clock
/// ticks there or is moved past. Things of one moment go in the order of the kinds below, then of the PBXs' creation.
/// </summary>
static class Timeline
{
    static readonly Kind[] Kinds =
    [
        new($"SELECT createdAt + {PbxOperations.ActivationTime.TotalMilliseconds:0}, row FROM pbxs WHERE state = 'Activating' ORDER BY createdAt, row LIMIT 1", PbxOperations.Activate),
        new("SELECT sshOpenUntil, row FROM pbxs WHERE sshOpenUntil IS NOT NULL ORDER BY sshOpenUntil, row LIMIT 1", SshOperations.ShutDue),
        new("SELECT at, pbxRow FROM scheduledStorage ORDER BY at, pbxRow LIMIT 1", StorageOperations.Apply),
        new("SELECT expiresAt, row FROM pbxs WHERE expiresAt IS NOT NULL ORDER BY expiresAt, row LIMIT 1", Terms.Renew),
        new("SELECT mailAt, pbxRow FROM boxes WHERE mailAt IS NOT NULL ORDER BY mailAt, pbxRow LIMIT 1", Renewals.SendMail),
    ];

    // One statement of index look-ups: it runs before every change.
    static readonly string FirstMoment = $"SELECT min(at) FROM ({string.Join(" UNION ALL ", Kinds.Select(kind => $"SELECT at FROM ({Named(kind.Next)})"))})";

    /// <summary>Makes the indexes that the tables' own columns don't have.</summary>
    public static void Create(DbSession session) => session.Execute("CREATE INDEX IF NOT EXISTS pbxs_activating ON pbxs (createdAt) WHERE state = 'Activating'");

    /// <summary>Whether anything is due.</summary>
    public static bool IsDue(DbSession db, DateTimeOffset now) => db.Scalar(FirstMoment) is long first && first <= now.ToUnixTimeMilliseconds();

    /// <summary>Does what is due up to a moment, as the actor <c>portal</c>, but no more than a number of things.</summary>
    /// <returns>How many things it did, and the moment of the last one.</returns>
    public static (int Count, DateTimeOffset Last) Play(DbSession db, PortalSetup setup, DateTimeOffset until, int limit = int.MaxValue)
    {
        Due?[] next = [.. Kinds.Select(kind => kind.First(db))];
        var (count, last) = (0, DateTimeOffset.MinValue);
        for (; count < limit; count++)
        {
            var earliest = -1;
            for (var i = 0; i < next.Length; i++)
            {
                if (next[i] is { } due && (earliest < 0 || due.At < next[earliest]!.At)) earliest = i;
            }

            if (earliest < 0 || next[earliest]!.At > until.ToUnixTimeMilliseconds()) break;
            var (at, row) = next[earliest]!;
            last = DateTimeOffset.FromUnixTimeMilliseconds(at);
            var pbx = Renewals.BringUpToDate(db, Tables.Pbxs.FindWhere(db, "row = ?", row)!, last);
            Kinds[earliest].Play(new ChangeScope(db, new ChangeOrder("portal"), setup, last), pbx);
            // Nothing that is played makes something of another kind due.
            next[earliest] = Kinds[earliest].First(db);
        }

        return (count, last);
    }

    static string Named(string sql)
    {
        var comma = sql.IndexOf(',', StringComparison.Ordinal);
        return $"{sql[..comma]} AS at{sql[comma..]}";
    }

    sealed record Due(long At, long Row)
    {
        public static Due Read(SqliteDataReader reader) => new(reader.GetInt64(0), reader.GetInt64(1));
    }

    sealed record Kind(string Next, Action<ChangeScope, Pbx> Play)
    {
        public Due? First(DbSession db) => db.First(Next, Due.Read);
    }
}
