using System.Text.Json;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Storage;

/// <summary>A property that is kept beside the document, to be filtered or found by.</summary>
/// <param name="Name">The column.</param>
/// <param name="Value">What is kept of a document.</param>
/// <param name="Index">The index on it.</param>
sealed record Column<T>(string Name, Func<T, object?> Value, Index Index = Index.Plain);

enum Index
{
    None,
    Plain,
    Unique,
}

/// <summary>
/// A table of documents of one kind: the JSON exactly as it goes out, with the columns it is found by. A tag made of
/// the id and a rising number is part of the document.
/// </summary>
sealed class DocumentTable<T>(string name, Func<T, string> id, Func<T, string?> tagOf, Func<T, string, T> withTag, params IReadOnlyList<Column<T>> columns)
    where T : class
{
    readonly string _get = $"SELECT json FROM {name} WHERE id = ?";
    readonly string _insert = $"INSERT INTO {name} (id, json{string.Concat(columns.Select(column => ", " + column.Name))}) VALUES (?, ?{string.Concat(columns.Select(_ => ", ?"))})";
    readonly string _delete = $"DELETE FROM {name} WHERE id = ?";

    /// <summary>The table.</summary>
    public string Name => name;

    /// <summary>Makes the table and its indexes where they are missing.</summary>
    public void Create(DbSession session)
    {
        session.Execute($"CREATE TABLE IF NOT EXISTS {name} (row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL{string.Concat(columns.Select(column => ", " + column.Name))})");
        foreach (var column in columns.Where(column => column.Index != Index.None))
            session.Execute($"CREATE {(column.Index == Index.Unique ? "UNIQUE " : "")}INDEX IF NOT EXISTS {name}_{column.Name} ON {name} ({column.Name})");
    }

    /// <summary>The document of that id.</summary>
    public T? Get(DbSession session, string key) => Parse(session.Text(_get, key));

    /// <summary>The first document, in order of creation, that has a value in a column.</summary>
    public T? Find(DbSession session, string column, object value) => Parse(session.Text($"SELECT json FROM {name} WHERE {column} = ? ORDER BY row LIMIT 1", value));

    /// <summary>The first document, in order of creation, that a condition holds for.</summary>
    public T? FindWhere(DbSession session, string condition, params ReadOnlySpan<object?> values)
        => Parse(session.Text($"SELECT json FROM {name} WHERE {condition} ORDER BY row LIMIT 1", values));

    /// <summary>The documents that a condition holds for, in order of creation.</summary>
    public List<T> Where(DbSession session, string condition, params ReadOnlySpan<object?> values)
        => session.All($"SELECT json FROM {name} WHERE {condition} ORDER BY row", reader => Parse(reader.GetString(0))!, values);

    /// <summary>Keeps a new document and answers with it and its tag.</summary>
    public T Insert(DbSession session, T document)
    {
        var tagged = withTag(document, session.IsRehearsal ? Tags.Rehearsed(id(document)) : Tags.First(id(document)));
        session.Execute(_insert, [id(tagged), Json(tagged), .. columns.Select(column => column.Value(tagged))]);
        return tagged;
    }

    /// <summary>
    /// Keeps a changed document and answers with it and its new tag. Only columns that differ are written: each one
    /// that is named costs its index a removal and an insertion, also where the value is the same.
    /// </summary>
    public T Update(DbSession session, T before, T after) => UpdateTagged(session, before, after, session.IsRehearsal ? Tags.Rehearsed(id(after)) : Tags.Next(tagOf(before)!));

    /// <summary>Keeps a changed document under a tag that the caller has.</summary>
    public T UpdateTagged(DbSession session, T before, T after, string tag)
    {
        var tagged = withTag(after, tag);
        Column<T>[] changed = [.. columns.Where(column => !Equals(column.Value(before), column.Value(tagged)))];
        session.Execute(
            $"UPDATE {name} SET json = ?{string.Concat(changed.Select(column => $", {column.Name} = ?"))} WHERE id = ?",
            [Json(tagged), .. changed.Select(column => column.Value(tagged)), id(tagged)]);
        return tagged;
    }

    /// <summary>Removes a document.</summary>
    public void Delete(DbSession session, string key) => session.Execute(_delete, key);

    static string Json(T document) => JsonSerializer.Serialize(document, WireJson.Options);

    static T? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<T>(json, WireJson.Options);
}
