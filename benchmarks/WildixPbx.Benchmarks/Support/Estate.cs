using Microsoft.Data.Sqlite;

namespace WildixPbx.Benchmarks;

/// <summary>
/// Makes any number of PBXs out of one, in the database of a sandbox that does not run. The one was created through the
/// portal, so rows and documents have whatever form the sandbox gives them.
/// </summary>
static class Estate
{
    /// <summary>The name of the PBX of that number, from 1.</summary>
    public static string NameOf(int number) => FormattableString.Invariant($"bench-{number:d7}");

    public static void Multiply(string databasePath, int count)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        Execute(connection, "CREATE TEMP TABLE numbers AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count) SELECT i, printf('bench-%07d', i) AS name, printf('pbx_%016x', i) AS newId, printf('221199%06d', i) AS newSerial FROM n", count);
        Execute(connection, $"INSERT INTO pbxs ({string.Join(", ", Columns(connection))}) SELECT {string.Join(", ", Columns(connection).Select(ValueOf))} FROM numbers, (SELECT * FROM pbxs ORDER BY row LIMIT 1) AS one ORDER BY i", null);
        Execute(connection, "INSERT INTO serials (serialKey, pbxId, present) SELECT newSerial, newId, 1 FROM numbers", null);
        transaction.Commit();
    }

    static string ValueOf(string column) => column switch
    {
        "id" => "newId",
        "nameKey" => "name",
        "json" => """json_set(one.json, '$.id', newId, '$.name', name, '$.serial', newSerial, '$.eTag', '"' || newId || '-1"')""",
        _ => "one." + column,
    };

    static List<string> Columns(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info('pbxs') WHERE name <> 'row' ORDER BY cid";
        using var reader = command.ExecuteReader();
        List<string> columns = [];
        while (reader.Read()) columns.Add(reader.GetString(0));
        return columns;
    }

    static void Execute(SqliteConnection connection, string sql, int? count)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made here, of the table's own column names.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (count is { } value) command.Parameters.AddWithValue("@count", value);
        command.ExecuteNonQuery();
    }
}
