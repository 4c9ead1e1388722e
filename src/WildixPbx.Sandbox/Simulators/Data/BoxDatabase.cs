using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Simulators.Data;

/// <summary>
/// The database of a simulated box: a real one of SQLite, whose rows follow from the box's id. Its tables are ours; each is
/// a group of data that <c>migrate2cloud</c> asks for.
/// </summary>
static class BoxDatabase
{
    /// <summary>What a box has where nobody said how much.</summary>
    public const long BytesByDefault = 1_000_000;

    /// <summary>The largest file that is made; a database that is said to be larger is told so, and has this size.</summary>
    public const long MostBytes = 256_000_000;

    const int RowBytes = 1000, RowsATime = 500;

    /// <summary>The tables, in the order in which they are moved, by the names that the questions have.</summary>
    public static IReadOnlyList<(string Group, string Table)> Groups { get; } =
        [("settings", "settings"), ("users", "users"), ("call history", "callHistory"), ("voicemail", "voicemail"), ("recordings", "recordings")];

    /// <summary>Where it is in a box's folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "rw2", "db", "wms.sqlite");

    /// <summary>Makes one of a size where there is none of it.</summary>
    public static void Make(string path, string boxId, long bytes)
    {
        var wanted = Math.Min(bytes, MostBytes);
        if (File.Exists(path) && IsMadeFor(path, wanted)) return;

        // Whole or not at all: half a database would be moved as if it were one.
        var half = path + ".half";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Discard(half);
        using (var connection = Open(half))
        {
            for (var row = 0; connection.Number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") < wanted;) row = Fill(connection, boxId, row);
            connection.Do(FormattableString.Invariant($"PRAGMA user_version = {wanted}"));
        }

        File.Move(half, path, overwrite: true);
    }

    /// <summary>Opens one, with its tables.</summary>
    public static SqliteConnection Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        foreach (var (_, table) in Groups) connection.Do(MakeTable("IF NOT EXISTS " + table));
        return connection;
    }

    /// <summary>The statement that makes a table.</summary>
    public static string MakeTable(string name) => $"CREATE TABLE {name} (id INTEGER PRIMARY KEY, content BLOB NOT NULL)";

    // The file is never exactly of the size.
    static bool IsMadeFor(string path, long bytes)
    {
        using var connection = Open(path);
        return connection.Number("PRAGMA user_version") == bytes;
    }

    static int Fill(SqliteConnection connection, string boxId, int row)
    {
        using var transaction = connection.BeginTransaction();
        for (var end = row + RowsATime; row < end; row++)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO {Groups[row % Groups.Count].Table} (id, content) VALUES ($id, $content)";
            command.Parameters.AddWithValue("$id", row + 1);
            command.Parameters.AddWithValue("$content", Content(boxId, row));
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return row;
    }

    static byte[] Content(string boxId, int row)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{boxId}/{row}")));
        return HKDF.Expand(HashAlgorithmName.SHA256, key, RowBytes, []);
    }

    static void Discard(string path)
    {
        foreach (var file in (string[])[path, path + "-journal"]) File.Delete(file);
    }

    /// <summary>Runs a statement.</summary>
    public static void Do(this SqliteConnection connection, string text, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, text, values);
        command.ExecuteNonQuery();
    }

    /// <summary>The number that a statement gives.</summary>
    public static long Number(this SqliteConnection connection, string text, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, text, values);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    static SqliteCommand Command(SqliteConnection connection, string text, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
