using System.Text.Json;
using RestSharp;
using WildixPbx.Boxes;

namespace WildixPbx.Engine.Boxes;

/// <summary>One request to a box, before it is text: what is signed and what is sent both come from it.</summary>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Path">The path below the base path.</param>
/// <param name="Subject">What messages call it.</param>
sealed record BoxRequest(string Verb, string Path, string Subject)
{
    /// <summary>The query.</summary>
    public PhpMap Query { get; init; } = [];

    /// <summary>The JSON body; none where there is none.</summary>
    public PhpMap? Body { get; init; }

    /// <summary>Whether sending it twice does no more than sending it once.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether the box may be another one afterwards.</summary>
    public bool IsChange => Verb != "GET";

    /// <summary>The path with the query.</summary>
    public string Resource => Query.Count == 0 ? Path : Path + "?" + PhpQuery.Write(Query);

    /// <summary>RestSharp's word for the method.</summary>
    public Method Method => Verb switch
    {
        "GET" => Method.Get,
        "POST" => Method.Post,
        "PUT" => Method.Put,
        _ => throw new InvalidOperationException($"No box is asked with {Verb}."),
    };

    /// <summary>The body as it is sent.</summary>
    public byte[]? Content()
    {
        if (Body is null) return null;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, Body);
        return buffer.ToArray();
    }

    static void Write(Utf8JsonWriter writer, PhpMap map)
    {
        writer.WriteStartObject();
        foreach (var entry in map)
        {
            writer.WritePropertyName(entry.Key);
            if (entry.Value is PhpMap inner) Write(writer, inner);
            else JsonSerializer.Serialize(writer, entry.Value, entry.Value?.GetType() ?? typeof(object));
        }

        writer.WriteEndObject();
    }
}
