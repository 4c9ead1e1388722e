using System.Text;
using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Storage;

/// <summary>
/// One connection with its prepared statements, used by one caller at a time. Statements are written with <c>?</c> and
/// are prepared once, since preparing costs more than most of them do.
/// </summary>
sealed class DbSession : IDisposable
{
    // Filters combine freely, so the number of texts is bounded here and not by the code.
    const int MaximumStatements = 300;

    readonly SqliteConnection _connection;
    readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public DbSession(string path, bool readOnly)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            // Own pools of sessions keep the statements too; a second pool below would only hold files open.
            Pooling = false,
        }.ToString());
        _connection.Open();
        if (!readOnly)
        {
            Scalar("PRAGMA journal_mode = WAL");
            Execute("PRAGMA synchronous = FULL");
            // Savepoints keep what they could take back; that is nothing for the disk.
            Execute("PRAGMA temp_store = MEMORY");
            Execute("PRAGMA wal_autocheckpoint = 4000");
        }

        Execute("PRAGMA cache_size = -16000");
        Execute("PRAGMA busy_timeout = 5000");
    }

    /// <summary>Whether what is written now is taken back: tags then say so, since the number they would have may become another state's.</summary>
    public bool IsRehearsal { get; set; }

    /// <summary>Runs a statement and answers with the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first value of the first row; null where there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>A whole number from the first row; 0 where there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Scalar(sql, values) is long number ? number : 0;

    /// <summary>A text from the first row; null where there is none.</summary>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => Scalar(sql, values) as string;

    /// <summary>The first row; null where there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) where T : class
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>Every row.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            if (_statements.Count >= MaximumStatements) Forget();
            _statements[sql] = command = Prepare(sql);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        var text = new StringBuilder(sql.Length + 16);
        foreach (var letter in sql)
        {
            if (letter != '?')
            {
                text.Append(letter);
                continue;
            }

            var name = FormattableString.Invariant($"@p{command.Parameters.Count}");
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
            text.Append(name);
        }

#pragma warning disable CA2100 // Every text comes from this assembly; values are bound.
        command.CommandText = text.ToString();
#pragma warning restore CA2100
        return command;
    }

    void Forget()
    {
        foreach (var command in _statements.Values) command.Dispose();
        _statements.Clear();
    }
}
