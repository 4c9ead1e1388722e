using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using WildixPbx.Boxes;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>A request to a box as it came over the wire: what routes it, what was signed, and what it asks for.</summary>
sealed class BoxCall
{
    BoxCall(string method, string rawPath, string route, PhpMap query, PhpMap body, bool hasBody)
        => (Method, RawPath, Route, Query, Body, HasBody) = (method, rawPath, route, query, body, hasBody);

    public string Method { get; }

    /// <summary>The path as it was written.</summary>
    public string RawPath { get; }

    /// <summary>The path below the base path, in lower case and without a slash at its end; boxes take any.</summary>
    public string Route { get; }

    public PhpMap Query { get; }

    /// <summary>The body, of a form or of JSON.</summary>
    public PhpMap Body { get; }

    public bool HasBody { get; }

    /// <summary>A value, which may stand in the body or in the query.</summary>
    public string? Text(string name) => Scalar(Body.Get(name)) ?? Scalar(Query.Get(name));

    /// <summary>A value of any kind, a list among them.</summary>
    public object? Value(string name) => Body.Get(name) ?? Query.Get(name);

    /// <summary>A value as a text.</summary>
    public static string? Scalar(object? value) => value is null or PhpMap ? null : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<BoxCall> ReadAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var (body, hasBody) = await BodyAsync(context.Request);
        return new BoxCall(
            context.Request.Method, target[0], Uri.UnescapeDataString(target[0]).Trim('/').ToLowerInvariant(),
            PhpQuery.Parse(target.Length > 1 ? target[1] : ""), body, hasBody);
    }

    static async Task<(PhpMap Body, bool Has)> BodyAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var bytes = buffer.ToArray();
        if (bytes.Length == 0) return ([], false);
        if (request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return (PhpQuery.Parse(Encoding.UTF8.GetString(bytes)), true);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return (ValueOf(document.RootElement) as PhpMap ?? [], true);
        }
        catch (JsonException)
        {
            return ([], true);
        }
    }

    static object? ValueOf(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                PhpMap map = [];
                foreach (var member in element.EnumerateObject()) map.Set(member.Name, ValueOf(member.Value));
                return map;
            case JsonValueKind.Array: return PhpMap.List(element.EnumerateArray().Select(ValueOf));
            case JsonValueKind.String: return element.GetString();
            case JsonValueKind.Number: return element.TryGetInt64(out var whole) ? whole : (object)element.GetDouble();
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            default: return null;
        }
    }
}
