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
    public async Task<Run> BeginAsync(TermQuote quote, decimal? maximumFee, CallContext call)
    {
        if (quote.OverRun is { } over) await GoOnAsync(over.Id, call).ConfigureAwait(false);
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
            portal.Uri, quote.Pbx.Id, call.Stop).ConfigureAwait(false);
        return TermQuotes.IsSame(run, wish) ? run : throw RunErrors.Open(run);
    }

    /// <inheritdoc/>
    public async Task<RunOutcome> GoOnAsync(string id, CallContext call, bool triesTerm = false)
    {
        var folder = store.Find(id);
        using (await store.LockAsync(id, folder, call.Stop).ConfigureAwait(false))
        {
            var head = store.Find(id).ReadHead(); // it may have been removed while the lock was waited for
            RunKinds.RefuseOther(RunKinds.Read(head, []), RunKind.Term);
            await RunPortal.CheckAsync(head, portal, call).ConfigureAwait(false);
            return await new TermRun(folder, head, portal, _quotes, _time).GoOnAsync(triesTerm, call).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<Run> LookAsync(Run run, CallContext call) => _quotes.LookAsync(run, call);
}
