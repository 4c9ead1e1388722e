using System.Globalization;
using System.Text;
using RestSharp;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>Writes the parts of a request that are text.</summary>
static class Resources
{
    /// <summary>A list's path with filters and page.</summary>
    public static string Of<T>(PortalQuery<T> query, PageRequest page)
    {
        if (query.Filters.Count == 0 && page == default) return query.Path;
        var resource = new StringBuilder(query.Path);
        var separator = '?';
        for (var index = 0; index < query.Filters.Count; index++) Add(query.Filters[index].Key, query.Filters[index].Value);
        if (page.Limit is { } limit) Add("limit", limit.ToString(CultureInfo.InvariantCulture));
        if (page.Cursor is { } cursor) Add("cursor", cursor);
        if (page.Count) Add("count", "true");
        return resource.ToString();

        void Add(string name, string value)
        {
            resource.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
    }

    /// <summary>RestSharp's word for a method.</summary>
    public static Method MethodOf(string verb) => verb switch
    {
        "POST" => Method.Post,
        "PATCH" => Method.Patch,
        "DELETE" => Method.Delete,
        "PUT" => Method.Put,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "No change is made with this method."),
    };

    /// <summary>A tag as a header writes it.</summary>
    public static string? Quoted(string? tag)
        => tag is null || tag.StartsWith("\"", StringComparison.Ordinal) || tag.StartsWith("W/", StringComparison.Ordinal) ? tag : "\"" + tag + "\"";
}
