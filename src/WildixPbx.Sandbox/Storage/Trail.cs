using System.Text.Json;
using Microsoft.Data.Sqlite;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Storage;

/// <summary>The trail: only ever added to, which the database itself sees to.</summary>
static class Trail
{
    public const string Table = "audit";
    public const string Columns = "seq, at, actor, action, kind, subjectId, subject, customerId, before, after, requestId, key";

    public static void Create(DbSession session)
    {
        session.Execute("""
            CREATE TABLE IF NOT EXISTS audit (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
            kind TEXT NOT NULL, subjectId TEXT NOT NULL, subject TEXT NOT NULL, customerId TEXT, before TEXT, after TEXT, requestId TEXT, key TEXT)
            """);
        session.Execute("CREATE INDEX IF NOT EXISTS audit_key ON audit (key)");
        session.Execute("CREATE INDEX IF NOT EXISTS audit_subjectId ON audit (subjectId)");
        session.Execute("CREATE TRIGGER IF NOT EXISTS audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The trail is only added to.'); END");
        session.Execute("CREATE TRIGGER IF NOT EXISTS audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The trail is only added to.'); END");
    }

    /// <summary>Adds an event; its sequence is given here.</summary>
    public static void Add(DbSession session, AuditEvent entry)
        => session.Execute(
            "INSERT INTO audit (at, actor, action, kind, subjectId, subject, customerId, before, after, requestId, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Key.Of(entry.At), entry.Actor, entry.Action, entry.Kind, entry.SubjectId, entry.Subject, entry.CustomerId, entry.Before, entry.After, entry.RequestId, entry.IdempotencyKey);

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
        CustomerId = Text(reader, 7),
        Before = Text(reader, 8),
        After = Text(reader, 9),
        RequestId = Text(reader, 10),
        IdempotencyKey = Text(reader, 11),
    }, WireJson.Options);

    static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>The mails that the portal would have sent.</summary>
static class Outbox
{
    public const string Table = "mails";
    public const string Columns = "seq, at, recipient, subject, body";

    public static void Create(DbSession session)
        => session.Execute("CREATE TABLE IF NOT EXISTS mails (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL)");

    public static void Add(DbSession session, DateTimeOffset at, string to, string subject, string body)
        => session.Execute("INSERT INTO mails (at, recipient, subject, body) VALUES (?, ?, ?, ?)", Key.Of(at), to, subject, body);

    /// <summary>A mail as JSON.</summary>
    public static string Read(SqliteDataReader reader) => JsonSerializer.Serialize(new PortalMail
    {
        Sequence = reader.GetInt64(0),
        At = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
        To = reader.GetString(2),
        Subject = reader.GetString(3),
        Body = reader.GetString(4),
    }, WireJson.Options);
}
