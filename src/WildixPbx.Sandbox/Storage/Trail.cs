using System.Text.Json;
using Microsoft.Data.Sqlite;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Storage;

/// <summary>The trail: only ever added to, which the database itself sees to.</summary>
static class Trail
{
    public const string Table = "audit";
    public const string Columns = "seq, at, actor, action, kind, subjectId, subject, pbxId, customerId, before, after, requestId, key";

    public static void Create(DbSession session)
    {
        session.Execute("""
            CREATE TABLE IF NOT EXISTS audit (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
            kind TEXT NOT NULL, subjectId TEXT NOT NULL, subject TEXT NOT NULL, pbxId TEXT, customerId TEXT, before TEXT, after TEXT, requestId TEXT, key TEXT)
            """);
        session.Execute("CREATE INDEX IF NOT EXISTS audit_key ON audit (key)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_subjectId ON audit (subjectId)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_pbxId ON audit (pbxId)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_customerId ON audit (customerId)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_at ON audit (at)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_action ON audit (action COLLATE NOCASE)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_actorInAnyCase ON audit (actor COLLATE NOCASE)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_kind ON audit (kind)");
        session.Execute("CREATE TRIGGER IF NOT EXISTS audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The trail is only added to.'); END");
        session.Execute("CREATE TRIGGER IF NOT EXISTS audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The trail is only added to.'); END");
    }

    /// <summary>Adds an event; its sequence is given here.</summary>
    public static void Add(DbSession session, AuditEvent entry)
        => session.Execute(
            "INSERT INTO audit (at, actor, action, kind, subjectId, subject, pbxId, customerId, before, after, requestId, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Key.Of(entry.At), entry.Actor, entry.Action, entry.Kind, entry.SubjectId, entry.Subject, entry.PbxId, entry.CustomerId, entry.Before, entry.After, entry.RequestId, entry.IdempotencyKey);

    /// <summary>The moment of the latest event in milliseconds; 0 where there is none.</summary>
    public static long Latest(DbSession session) => session.Number("SELECT max(at) FROM audit");

    /// <summary>An event as JSON.</summary>
    public static string Read(SqliteDataReader reader) => JsonSerializer.Serialize(new AuditEvent
    {
        Sequence = reader.GetInt64(0),
        At = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
        Actor = reader.GetString(2),
        Action = reader.GetString(3),
        Kind = reader.GetString(4),
        SubjectId = reader.GetString(5),
        Subject = reader.GetString(6),
        PbxId = Text(reader, 7),
        CustomerId = Text(reader, 8),
        Before = Text(reader, 9),
        After = Text(reader, 10),
        RequestId = Text(reader, 11),
        IdempotencyKey = Text(reader, 12),
    }, WireJson.Options);

    static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>The mails that the portal would have sent.</summary>
static class Outbox
{
    public const string Table = "mails";
    public const string Columns = "seq, at, kind, pbxId, recipient, subject, body";

    public static void Create(DbSession session)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS mails (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, pbxId TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL)");
        session.Execute("CREATE INDEX IF NOT EXISTS mails_pbxId ON mails (pbxId)");
        session.Execute("CREATE INDEX IF NOT EXISTS mails_kind ON mails (kind)");
        session.Execute("CREATE INDEX IF NOT EXISTS mails_at ON mails (at)");
    }

    public static void Add(DbSession session, DateTimeOffset at, MailKind kind, string pbxId, string to, string subject, string body)
        => session.Execute("INSERT INTO mails (at, kind, pbxId, recipient, subject, body) VALUES (?, ?, ?, ?, ?, ?)", Key.Of(at), kind.ToString(), pbxId, to, subject, body);

    /// <summary>A mail as JSON.</summary>
    public static string Read(SqliteDataReader reader) => JsonSerializer.Serialize(new PortalMail
    {
        Sequence = reader.GetInt64(0),
        At = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
        Kind = Enum.Parse<MailKind>(reader.GetString(2)),
        PbxId = reader.GetString(3),
        To = reader.GetString(4),
        Subject = reader.GetString(5),
        Body = reader.GetString(6),
    }, WireJson.Options);
}
