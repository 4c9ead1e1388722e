using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Portal;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that talk to a portal: the connection, the report of each call, and streaming lists.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PortalCmdlet : ContextCmdlet
{
    /// <summary>The first page is small, so that the first object comes soon; later ones are as large as the contract allows.</summary>
    const int FirstPage = PortalPages.First, LaterPages = PortalPages.Later;

    DateTimeOffset? _now;

    /// <summary>The connection to use; the runspace's default one unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    public virtual WmpConnection? Connection { get; set; }

    private protected virtual IPortal Portal => (Connection ?? throw NotConnected()).Portal;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        FindPortal();
        return Task.CompletedTask;
    }

    /// <summary>Makes sure that there is a portal to ask, where one is needed.</summary>
    private protected virtual void FindPortal()
    {
        Connection ??= RunspaceState.Default;
        if (Connection is null && NeedsPortal) throw NotConnected();
    }

    /// <summary>Whether nothing can be done without a portal; not so where an input may say all that is needed.</summary>
    private protected virtual bool NeedsPortal => true;

    /// <summary>The error of work that needs a portal where there is none.</summary>
    private protected static AuthenticationException NotConnected(string otherwise = "") => PortalPages.NotConnected(otherwise);

    /// <summary>Writes a whole list, object by object; the next page is asked for when the last is used up.</summary>
    private protected Task WriteListAsync<T>(PortalQuery<T> query, Func<T, bool>? where = null) => WriteListAsync(query, where, static item => Task.FromResult<object?>(item));

    /// <summary>The same for objects that are written as something else, for which more may have to be asked.</summary>
    private protected async Task WriteListAsync<T>(PortalQuery<T> query, Func<T, bool>? where, Func<T, Task<object?>> resultOf)
    {
        var paging = PagingParameters; // null where the cmdlet does not support paging
        var skip = paging?.Skip ?? 0;
        var left = paging?.First ?? ulong.MaxValue;
        var count = paging is { IncludeTotalCount.IsPresent: true };
        string? cursor = null;
        var size = (int)Math.Min(FirstPage, Math.Max(1, Math.Min(left, int.MaxValue)));

        do
        {
            var page = await Portal.ListAsync(query, new PageRequest(cursor, size, count), Call);
            if (count) WriteObject(paging!.NewTotalCount((ulong)(page.TotalCount ?? 0), page.TotalCount is null ? 0 : 1));
            count = false;
            foreach (var item in page.Items)
            {
                if (where is not null && !where(item)) continue;
                if (skip > 0) skip--;
                else if (left == 0) return;
                else
                {
                    left--;
                    WriteObject(await resultOf(item));
                }
            }

            cursor = page.NextCursor;
            size = LaterPages;
        }
        while (cursor is not null && left > 0);
    }

    /// <summary>The id of a customer that a filter names. One that does not exist has nothing to list, but whoever named it wants to know.</summary>
    private protected async Task<string?> CustomerIdAsync(string? customer)
        => customer is null ? null : (await Portal.GetAsync(PortalLookups.Customer(customer), Call)).Id;

    /// <summary>The portal's present moment, in its time zone where this machine knows that; asked for once a call.</summary>
    private protected async Task<DateTimeOffset> PortalNowAsync()
    {
        if (_now is { } known) return known;
        var info = await Portal.GetAsync(PortalLookups.Info(), Call);
        _now = ZoneOf(info) is { } zone ? TimeZoneInfo.ConvertTime(info.Now, zone) : info.Now;
        return _now.Value;
    }

    static TimeZoneInfo? ZoneOf(PortalInfo info)
    {
        try { return TimeZoneInfo.FindSystemTimeZoneById(info.TimeZone); }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException) { return null; } // an IANA name on an old Windows
    }

    /// <summary>Does something with every object of a list, page by page.</summary>
    private protected Task ForEachAsync<T>(PortalQuery<T> query, Action<T> action) => PortalPages.EachAsync(
        Portal, query,
        item =>
        {
            action(item);
            return Task.CompletedTask;
        },
        () => Call);
}
