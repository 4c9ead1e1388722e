using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace WildixPbx.Tests.Migrations;

/// <summary>What the database of a simulated box holds: rows and SHA-256 of each group of data.</summary>
public sealed class BoxContent
{
    static readonly string[] Tables = ["settings", "users", "callHistory", "voicemail", "recordings"];

    readonly Dictionary<string, string> _groups = [];

    /// <summary>Reads a database, which nobody writes to meanwhile.</summary>
    public static BoxContent Of(string path)
    {
        var content = new BoxContent();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        foreach (var table in Tables) content._groups[table] = Read(connection, table);
        return content;
    }

    /// <summary>Each group in a line, those that are given alone.</summary>
    public IEnumerable<string> Groups(params string[] but) => Tables.Where(table => !but.Contains(table)).Select(table => $"{table} {_groups[table]}");

    /// <summary>Whether a group has no rows.</summary>
    public bool IsEmpty(string group) => _groups[group].StartsWith("0 ", StringComparison.Ordinal);

    static string Read(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, content FROM {table} ORDER BY id";
        using var reader = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture)));
            hash.AppendData(reader.GetFieldValue<byte[]>(1));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{rows} {Convert.ToHexString(hash.GetHashAndReset())}");
    }
}
