using System.Globalization;
using System.Text;
using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http;

/// <summary>A filter of a list: its parameter, and the condition that a value of it stands for.</summary>
sealed record ListFilter(QueryParameter Parameter, Func<DbSession, string, DateTimeOffset, SqlFilter> ToSql);

/// <summary>Lists: filters, pages, cursors.</summary>
static class ListEndpoint
{
    public const int DefaultLimit = 100;
    public const int MaximumLimit = 1000;

    /// <summary>The parameters that every list takes.</summary>
    public static IReadOnlyList<QueryParameter> Paging { get; } =
    [
        new("limit", $"How many objects at most, 1 to {MaximumLimit}; {DefaultLimit} unless given.", QueryKind.Number, 100, Least: 1, Most: MaximumLimit),
        new("cursor", "The nextCursor of the page before; none for the first page. Opaque.", QueryKind.Text, "cGJ4czoxMDA"),
        new("count", "Whether totalCount is wanted too.", QueryKind.Flag, true),
    ];

    /// <summary>Answers with a page.</summary>
    public static Task RunAsync(HttpContext context, Operation operation, IReadOnlyList<ListFilter> filters, Func<DbSession, IReadOnlyList<SqlFilter>, Slice, Rows> read)
    {
        var runtime = context.RequestServices.GetRequiredService<PortalRuntime>();
        var query = RequestQuery.Read(context.Request, operation);
        var slice = SliceOf(query, operation.Id);
        var now = runtime.Setup.Now;
        var rows = runtime.Database.Read(db => read(db, [.. filters.Select(filter => Alternatives(filter, query, db, now)).OfType<SqlFilter>()], slice));
        return Answers.WriteAsync(context, 200, Keyset.ToJson(rows, rows.Next is { } next ? Cursor(operation.Id, next) : null));
    }

    /// <summary>A page of a list that is not in the database.</summary>
    public static Rows Page<T>(IReadOnlyList<T> all, Slice slice)
    {
        var items = all.Skip((int)Math.Min(int.MaxValue, slice.After)).Take(slice.Limit).Select(item => JsonSerializer.Serialize(item, WireJson.Options)).ToList();
        var end = slice.After + items.Count;
        return new Rows(items, end < all.Count ? end : null, slice.Count ? all.Count : null);
    }

    static SqlFilter? Alternatives(ListFilter filter, RequestQuery query, DbSession db, DateTimeOffset now)
    {
        SqlFilter[] parts = [.. query.All(filter.Parameter.Name).Select(value => filter.ToSql(db, value, now))];
        return parts.Length == 0 ? null : parts.Length == 1 ? parts[0] : new SqlFilter(string.Join(" OR ", parts.Select(part => part.Sql)), [.. parts.SelectMany(part => part.Values)]);
    }

    static Slice SliceOf(RequestQuery query, string list)
    {
        var limit = query.One("limit") is { } text && RequestQuery.TryNumber(text, out var number) ? number : DefaultLimit;
        return new Slice(query.One("cursor") is { } cursor ? After(cursor, list) : 0, (int)limit, query.IsSet("count"));
    }

    static string Cursor(string list, long after) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{list}:{after}")));

    static long After(string cursor, string list)
    {
        try
        {
            if (Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor)).Split(':') is [var name, var row] && name == list && RequestQuery.TryNumber(row, out var after))
                return after;
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw Refusal.Invalid("The query parameter 'cursor' is none of this list.", "Give the nextCursor of this list's page before, or leave it out for the first page.");
    }
}
