using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Storage;

/// <summary>
/// The file of all the portal keeps. Readers take a session of the pool and see the last commit (WAL snapshots), so
/// they never wait for the writer and it never for them.
/// </summary>
sealed class PortalDatabase : IDisposable
{
    readonly string _path;
    readonly ConcurrentBag<DbSession> _idle = [];
    volatile bool _closed;

    public PortalDatabase(string path)
    {
        _path = path;
        CreatePrivately(path);
        WriteSession = new DbSession(path, readOnly: false);
        Schema.Create(WriteSession);
    }

    /// <summary>The one session that writes; the writer's own.</summary>
    public DbSession WriteSession { get; }

    /// <summary>Reads in one snapshot.</summary>
    public T Read<T>(Func<DbSession, T> read)
    {
        var session = _idle.TryTake(out var idle) ? idle : new DbSession(_path, readOnly: true);
        try
        {
            session.Execute("BEGIN");
            return read(session);
        }
        finally
        {
            Return(session);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session)) session.Dispose();
        WriteSession.Dispose();
    }

    void Return(DbSession session)
    {
        try
        {
            session.Execute("COMMIT");
        }
        catch (SqliteException)
        {
            session.Dispose();
            return;
        }

        if (_closed) session.Dispose();
        else _idle.Add(session);
    }

    // SQLite gives its side files the mode of the main one.
    static void CreatePrivately(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
