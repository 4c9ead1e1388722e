using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>Lists of a portal, read page by page.</summary>
static class PortalPages
{
    /// <summary>The first page is small, so that the first object comes soon; later ones are as large as the contract allows.</summary>
    public const int First = 100, Later = 1000;

    /// <summary>Does something with every object of a list; the next page is asked for when the last is used up.</summary>
    public static async Task EachAsync<T>(IPortal portal, PortalQuery<T> query, Func<T, Task> action, Func<CallContext> call)
    {
        string? cursor = null;
        do
        {
            var page = await portal.ListAsync(query, new PageRequest(cursor, cursor is null ? First : Later), call());
            foreach (var item in page.Items) await action(item);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>The error of work that needs a portal where there is none.</summary>
    public static AuthenticationException NotConnected(string otherwise = "")
        => new("NotConnected", "There is no connection to a portal in this runspace.", "Run Connect-Wmp first, or give -Connection" + otherwise + ".");
}
