using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>Begins runs of one state folder on one portal and goes on with them.</summary>
sealed class Runner(RunStore store, IPortal portal, TimeProvider? time = null) : IRunner
{
    readonly TimeProvider _time = time ?? TimeProvider.System;
    readonly TermQuotes _quotes = new(portal, store);

    /// <inheritdoc/>
    public Task<TermQuote> QuoteAsync(TermOrder order, CallContext call) => _quotes.OfAsync(order, call);

    /// <inheritdoc/>
    public async Task<Run> BeginAsync(TermQuote quote, decimal? maximumFee, CancellationToken stop)
    {
        var wish = quote.Wish with { MaximumFee = maximumFee };
        var run = await store.BeginAsync(
            id => new RunHead
            {
                Id = id,
                Kind = RunKind.Term,
                Portal = portal.Uri,
                PbxId = quote.Pbx.Id,
                Pbx = quote.Pbx.Name,
                Serial = quote.Pbx.Serial,
                Customer = quote.Pbx.Customer,
                CreatedOn = _time.GetUtcNow(),
                Term = wish,
            },
            portal.Uri, quote.Pbx.Id, stop).ConfigureAwait(false);
        return IsSame(run, wish) ? run : throw RunErrors.Open(run);
    }

    /// <inheritdoc/>
    public async Task<RunOutcome> GoOnAsync(string id, CallContext call)
    {
        var folder = store.Find(id);
        using (await store.LockAsync(id, folder, call.Stop).ConfigureAwait(false))
        {
            var head = store.Find(id).ReadHead(); // it may have been removed while the lock was waited for
            await CheckPortalAsync(head, call).ConfigureAwait(false);
            return await new TermRun(folder, head, portal, _quotes, _time).GoOnAsync(call).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<Run> LookAsync(Run run, CallContext call)
    {
        if (!run.IsOpen || run.RequestId is null || !RunKeys.MayBeSamePortal(run.Portal, portal.Uri)) return run;
        ApprovalRequest request;
        try { request = await portal.GetAsync(PortalLookups.Request(run.RequestId), call).ConfigureAwait(false); }
        catch (NotFoundException) { return run; } // another sandbox
        if (run.State != RunState.Waiting || request.State != RequestState.Approved) return run with { RequestState = request.State };

        // The approval has put the counts to zero, and nobody has gone on since.
        return run with { RequestState = request.State, WithoutLicensesSince = request.DecidedOn };
    }

    async Task CheckPortalAsync(RunHead head, CallContext call)
    {
        if (!RunKeys.MayBeSamePortal(head.Portal, portal.Uri)) throw RunErrors.OtherPortal(head, portal.Uri);
        if (head.Portal == portal.Uri) return;
        try { await portal.GetAsync(PortalLookups.Pbx(head.PbxId), call).ConfigureAwait(false); }
        catch (NotFoundException) { throw RunErrors.OtherPortal(head, portal.Uri); }
    }

    // Whoever asks again may name a higher maximum than was agreed to, but not a lower one than the run may spend.
    static bool IsSame(Run run, TermWish wish)
        => run.Term == wish.Term
            && run.RequestedLicenses.Keys.Concat(wish.Licenses.Keys).All(profile => run.RequestedLicenses.Of(profile) == wish.Licenses.Of(profile))
            && (wish.MaximumFee is null || run.MaximumFee <= wish.MaximumFee);
}
