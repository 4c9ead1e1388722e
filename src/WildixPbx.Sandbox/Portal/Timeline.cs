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
        new("pbxs", "row", "activatesAt", PbxOperations.Activate),
        new("pbxs", "row", "sshOpenUntil", SshOperations.ShutDue),
        new("scheduledStorage", "pbxRow", "at", StorageOperations.Apply),
        new("pbxs", "row", "expiresAt", Terms.Renew),
        new("boxes", "pbxRow", "mailAt", Renewals.SendMail),
    ];

    // One statement that looks once into each index: it runs before every change.
    static readonly string FirstMoment = $"SELECT min(at) FROM ({string.Join(" UNION ALL ", Kinds.Select(kind => kind.FirstMoment))})";

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

    sealed record Due(long At, long Row)
    {
        public static Due Read(SqliteDataReader reader) => new(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <param name="Table">The table that knows when something of the kind is due.</param>
    /// <param name="Row">Its column with the row of the PBX.</param>
    /// <param name="At">Its column with the moment, which has an index; null where nothing is due.</param>
    /// <param name="Play">Does it, at the moment of the scope.</param>
    sealed record Kind(string Table, string Row, string At, Action<ChangeScope, Pbx> Play)
    {
        readonly string _first = $"SELECT {At}, {Row} FROM {Table} WHERE {At} IS NOT NULL ORDER BY {At}, {Row} LIMIT 1";

        public string FirstMoment => $"SELECT min({At}) AS at FROM {Table}";

        public Due? First(DbSession db) => db.First(_first, Due.Read);
    }
}
