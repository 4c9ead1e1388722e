namespace WildixPbx.Boxes;

/// <summary>
/// What the pages of a box's list of users come to: each user once, and an end. A box that answers with the same page again,
/// whatever was asked for, has no more, unless the page is full: then it keeps to the count and not to the start. One that says that it has more, or never ends, gives no list that could be counted.
/// </summary>
/// <param name="box">The box.</param>
public sealed class UserListing(Uri box)
{
    /// <summary>How many pages are read at most: a million users, and twenty thousand of a box that gives 10 a page.</summary>
    public const int MaximumPages = 2000;

    /// <summary>How many users are asked for at once. Ours.</summary>
    public const int PageSize = 500;

    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    int _pages;
    int? _total;
    bool _isCutOff;

    /// <summary>Where the next page starts; none when all were read.</summary>
    public int? Next { get; private set; } = 0;

    /// <summary>Takes a page; answers with the users in it who were in none before.</summary>
    public IReadOnlyList<PbxUser> Take(PbxUserPage page)
    {
        List<PbxUser> found = [.. page.Users.Where(user => _seen.Add(user.UserId))];
        _pages++;
        (Next, _total) = (found.Count > 0 ? page.Next : null, page.Total);

        // A user who is listed twice counts once: by the ids, not by the records, a list is as long as its total. Without a
        // total, a full page that was there before says that there may be more behind it.
        _isCutOff = Next is null && (page.Total is { } total ? total > _seen.Count : found.Count == 0 && page.Users.Count == PageSize);
        return found;
    }

    /// <summary>Throws where what was read is no whole list, or none that ends. Users who were read until then are good.</summary>
    /// <exception cref="TransportException">The list ends before its own total (ListIncomplete), or not at all (ListEndless).</exception>
    public void ThrowIfBroken()
    {
        if (_isCutOff)
        {
            throw new TransportException(
                "ListIncomplete",
                _total is null
                    ? $"{box} answers with the same {PageSize} users again: it lists {_seen.Count}, and there may be more."
                    : $"{box} says that it has {_total} users and lists {_seen.Count} of them.",
                "Don't count on this list. Try again later; if it stays so, look at the users on the PBX itself.");
        }

        if (Next is not null && _pages >= MaximumPages)
        {
            throw new TransportException(
                "ListEndless",
                $"{box} lists ever more users: after {_pages} pages with {_seen.Count} users there is no end.",
                "Don't count on this list. Look at the users on the PBX itself.");
        }
    }
}
