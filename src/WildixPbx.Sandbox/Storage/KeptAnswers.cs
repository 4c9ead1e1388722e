namespace WildixPbx.Sandbox.Storage;

/// <summary>An answer as it went out.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON.</param>
/// <param name="ETag">The tag of the object, where there is one.</param>
/// <param name="Location">Where the new object is, where there is one.</param>
sealed record KeptAnswer(int Status, byte[] Body, string? ETag, string? Location);

/// <summary>An answer under its key, with the request that it belongs to.</summary>
sealed record KeptUnderKey(byte[] Request, KeptAnswer Answer);

/// <summary>
/// Answers by owner and idempotency key. They are written in the savepoint of their change, so that there is never a
/// change without its answer or an answer without its change.
/// </summary>
static class KeptAnswers
{
    public static void Create(DbSession session)
    {
        session.Execute("""
            CREATE TABLE IF NOT EXISTS idempotency (owner TEXT NOT NULL, key TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, request BLOB NOT NULL,
            status INTEGER NOT NULL, body BLOB NOT NULL, etag TEXT, location TEXT, at INTEGER NOT NULL, PRIMARY KEY (owner, key))
            """);
        session.Execute("CREATE INDEX IF NOT EXISTS idempotency_at ON idempotency (at)");
    }

    public static KeptUnderKey? Find(DbSession session, string owner, string key)
        => session.First(
            "SELECT request, status, body, etag, location FROM idempotency WHERE owner = ? AND key = ?",
            reader => new KeptUnderKey(
                reader.GetFieldValue<byte[]>(0),
                new KeptAnswer(
                    reader.GetInt32(1),
                    reader.GetFieldValue<byte[]>(2),
                    reader.IsDBNull(3) ? null : reader.GetString(3),
                    reader.IsDBNull(4) ? null : reader.GetString(4))),
            owner, key);

    public static void Add(DbSession session, string owner, string key, string method, string path, byte[] request, KeptAnswer answer, DateTimeOffset at)
        => session.Execute(
            "INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            owner, key, method, path, request, answer.Status, answer.Body, answer.ETag, answer.Location, Key.Of(at));

    /// <summary>Forgets the answers that are older than a moment.</summary>
    public static int Prune(DbSession session, DateTimeOffset before) => session.Execute("DELETE FROM idempotency WHERE at < ?", Key.Of(before));
}
