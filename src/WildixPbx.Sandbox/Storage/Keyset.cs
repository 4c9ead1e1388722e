using System.Buffers;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Storage;

/// <summary>A condition of a list, with the values that are bound to it.</summary>
sealed record SqlFilter(string Sql, params IReadOnlyList<object?> Values)
{
    /// <summary>The key that all it lets through comes after; the table is read from there on.</summary>
    public long After { get; init; }
}

/// <summary>Which page of a table is asked for.</summary>
readonly record struct Slice(long After, int Limit, bool Count);

/// <summary>A page of JSON objects; the key of the last one where there are more.</summary>
sealed record Rows(IReadOnlyList<string> Items, long? Next, long? Total);

/// <summary>Pages by key and not by number, so that the thousandth costs what the first one does.</summary>
static class Keyset
{
    /// <summary>A page of documents.</summary>
    public static Rows Read<T>(DbSession session, DocumentTable<T> table, IReadOnlyList<SqlFilter> filters, Slice slice) where T : class
        => Read(session, table.Name, "row", "row, json", reader => reader.GetString(1), filters, slice);

    /// <summary>A page of any table whose first column is its rising key.</summary>
    public static Rows Read(DbSession session, string table, string key, string columns, Func<SqliteDataReader, string> json, IReadOnlyList<SqlFilter> filters, Slice slice)
    {
        var condition = string.Concat(filters.Select(filter => $" AND ({filter.Sql})"));
        var after = filters.Select(filter => filter.After).Append(0).Max();
        object?[] values = [.. filters.SelectMany(filter => filter.Values)];
        var rows = session.All(
            $"SELECT {columns} FROM {table} WHERE {key} > ?{condition} ORDER BY {key} LIMIT ?",
            reader => (Row: reader.GetInt64(0), Json: json(reader)),
            [Math.Max(slice.After, after), .. values, slice.Limit + 1L]);

        var hasMore = rows.Count > slice.Limit;
        if (hasMore) rows.RemoveAt(rows.Count - 1);
        return new Rows(
            [.. rows.Select(row => row.Json)],
            hasMore ? rows[^1].Row : null,
            slice.Count ? session.Number($"SELECT count(*) FROM {table} WHERE {key} > ?{condition}", [after, .. values]) : null);
    }

    /// <summary>The page as the contract has it.</summary>
    public static byte[] ToJson(Rows rows, string? nextCursor)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(256, rows.Items.Sum(item => item.Length + 2)));
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var item in rows.Items) json.WriteRawValue(item, skipInputValidation: true);
            json.WriteEndArray();
            if (nextCursor is not null) json.WriteString("nextCursor", nextCursor);
            if (rows.Total is { } total) json.WriteNumber("totalCount", total);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
