using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>
/// Says what a change of term would come to. The portal can be asked for the save that comes next only: what it refuses
/// now it would say of the second one too, so that one is judged here, by the same rules and the prices it lists.
/// </summary>
sealed class TermQuotes(IPortal portal, RunStore store)
{
    IReadOnlyList<LicenseProfile>? _profiles;
    PortalInfo? _info;

    /// <summary>What the portal says of itself, asked once.</summary>
    public async Task<PortalInfo> InfoAsync(CallContext call) => _info ??= await portal.GetAsync(PortalLookups.Info(), call).ConfigureAwait(false);

    public async Task<TermQuote> OfAsync(TermOrder order, CallContext call)
    {
        var pbx = await portal.GetAsync(PortalLookups.Pbx(order.Pbx), call).ConfigureAwait(false);
        var open = store.FindOpen(portal.Uri, pbx.Id);
        if (open is { Kind: not RunKind.Term }) throw RunErrors.Open(open);
        if (open is not null) open = await LookAsync(open, call).ConfigureAwait(false);
        var over = open;
        if (open is not null)
        {
            // What was agreed to when it began holds; the state is on its way from the one to the other.
            var begun = new TermWish
            {
                Term = order.Term,
                Licenses = WantedOf(order, open.PreviousTerm ?? pbx.Term, open.PreviousLicenses),
                PreviousTerm = open.PreviousTerm ?? pbx.Term,
                PreviousLicenses = open.PreviousLicenses,
                MaximumFee = order.MaximumFee,
                QuotedFee = open.Fee,
            };
            var isSame = IsSame(open, begun);
            if (!IsOver(open, isSame)) return isSame ? new TermQuote { Order = order, Pbx = pbx, Wish = begun, OpenRun = open } : throw RunErrors.Open(open);
        }

        var wish = new TermWish
        {
            Term = order.Term,
            Licenses = WantedOf(order, pbx.Term, pbx.Licenses),
            PreviousTerm = pbx.Term,
            PreviousLicenses = pbx.Licenses,
            ETag = order.ETag ?? pbx.ETag,
            MaximumFee = order.MaximumFee,
        };
        var quote = new TermQuote { Order = order, Pbx = pbx, Wish = wish, OverRun = over };
        return !quote.Changes ? quote : wish.NeedsZeroing ? await OfTwoSavesAsync(quote, call).ConfigureAwait(false) : await OfOneSaveAsync(quote, call).ConfigureAwait(false);
    }

    /// <summary>A run with what the portal says of its request and its PBX. A move to the Cloud has neither to wait for.</summary>
    public async Task<Run> LookAsync(Run run, CallContext call)
    {
        if (!run.IsOpen || run.Kind != RunKind.Term) return run;
        if (!RunKeys.MayBeSamePortal(run.Portal, portal.Uri)) throw RunErrors.OtherPortal(run.Id, run.Pbx, run.Portal, portal.Uri);
        try
        {
            var request = run.RequestId is null ? null : await portal.GetAsync(PortalLookups.Request(run.RequestId), call).ConfigureAwait(false);
            var seen = run with { PortalAsked = true, RequestState = request?.State };
            if (run.State == RunState.Waiting && request?.State != RequestState.Approved) return seen;
            var pbx = await portal.GetAsync(PortalLookups.Pbx(run.PbxId), call).ConfigureAwait(false);
            if (pbx.Licenses.Total > 0 || run.PreviousLicenses.Total == 0 || run.PreviousTerm == run.Term) return seen with { WithoutLicensesSince = null };

            // Where the journal ends before the zeroing was answered, its last line is the earliest that it can have been.
            return seen with { WithoutLicensesSince = run.WithoutLicensesSince ?? request?.DecidedOn ?? run.UpdatedOn };
        }
        catch (NotFoundException) when (run.Portal != portal.Uri) { throw RunErrors.OtherPortal(run.Id, run.Pbx, run.Portal, portal.Uri); }
    }

    /// <summary>Whether a run is for the same change. Whoever asks again may name a higher maximum than was agreed to, but not a lower one than the run may spend.</summary>
    public static bool IsSame(Run run, TermWish wish)
        => run.Term == wish.Term
            && run.RequestedLicenses.Keys.Concat(wish.Licenses.Keys).All(profile => run.RequestedLicenses.Of(profile) == wish.Licenses.Of(profile))
            && (wish.MaximumFee is null || run.MaximumFee <= wish.MaximumFee);

    /// <summary>
    /// Whether a run that waits has nothing left to wait for, so that another may begin. A denial is told first to whoever
    /// asks for the same again; what was taken back is asked for anew.
    /// </summary>
    static bool IsOver(Run run, bool isSame) => run.State == RunState.Waiting && run.RequestState switch
    {
        RequestState.Withdrawn => true,
        RequestState.Denied => !isSame,
        RequestState.Approved => !isSame && run.PreviousTerm == run.Term,
        _ => false,
    };

    async Task<TermQuote> OfOneSaveAsync(TermQuote quote, CallContext call)
    {
        var answer = await portal.SendAsync(TermRun.ChangeTerm(quote.Pbx.Id, quote.Wish), new ChangeOptions("", DryRun: true, quote.Wish.ETag), call).ConfigureAwait(false);
        return quote with { Wish = quote.Wish with { QuotedFee = answer.Fee }, Findings = answer.Findings };
    }

    async Task<TermQuote> OfTwoSavesAsync(TermQuote quote, CallContext call)
    {
        var (pbx, info) = (quote.Pbx, await InfoAsync(call).ConfigureAwait(false));
        _profiles ??= await AllAsync(PortalQueries.Profiles(), call).ConfigureAwait(false);
        var wish = quote.Wish with { QuotedFee = TermForesight.FeeOf(quote.Wish.Term, quote.Wish.Licenses, _profiles, info.Currency) };
        var zeroing = await portal.SendAsync(TermRun.ZeroLicenses(pbx.Id, wish), new ChangeOptions("", DryRun: true, wish.ETag), call).ConfigureAwait(false);
        IEnumerable<Finding> first = zeroing.Findings;
        if (zeroing.Resource.Profiles.Select(profile => profile.RequestId).Distinct().Count() > 1) first = first.Append(TermForesight.SeveralRequests(pbx));
        var second = TermForesight.SecondSave(pbx, wish, wish.MaximumFee, _profiles, info, await OtherLicensedAsync(pbx, info, call).ConfigureAwait(false));
        return quote with { Wish = wish, Findings = TermForesight.Together(first, second) };
    }

    /// <summary>The name of another PBX of the customer with licences; only looked for where a rule asks for it.</summary>
    async Task<string?> OtherLicensedAsync(Pbx pbx, PortalInfo info, CallContext call)
        => RuleSet.Find(info.RuleSet) is { } set && !RuleCatalog.Get("OneLicensedPbxPerCustomer").Info.Sets.Contains(set) ? null
            : (await AllAsync(PortalQueries.Pbxs(new PbxFilter { Customer = pbx.CustomerId }), call).ConfigureAwait(false))
                .FirstOrDefault(other => other.Id != pbx.Id && other.Licenses.Total > 0)?.Name ?? "";

    async Task<IReadOnlyList<T>> AllAsync<T>(PortalQuery<T> query, CallContext call)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var page = await portal.ListAsync(query, new PageRequest(cursor), call).ConfigureAwait(false);
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>The counts of the second save: those given, and under another term those in force before. Where the term stays, what isn't named is not touched.</summary>
    static LicenseCounts WantedOf(TermOrder order, Term termBefore, LicenseCounts countsBefore)
    {
        var wanted = order.Term == termBefore ? [] : new LicenseCounts(countsBefore);
        foreach (var count in order.Counts) wanted[count.Key] = count.Value;
        return wanted;
    }
}
