using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>Whether a run belongs to a portal.</summary>
static class RunPortal
{
    /// <summary>Refuses a run of another portal. A sandbox takes another port at each start; there the PBX tells whose run it is.</summary>
    /// <exception cref="ConflictException">It is another portal's (RunOfOtherPortal).</exception>
    public static async Task CheckAsync(RunHead head, IPortal portal, CallContext call)
    {
        if (!RunKeys.MayBeSamePortal(head.Portal, portal.Uri)) throw RunErrors.OtherPortal(head.Id, head.Pbx, head.Portal, portal.Uri);
        if (head.Portal == portal.Uri) return;
        try { await portal.GetAsync(PortalLookups.Pbx(head.PbxId), call).ConfigureAwait(false); }
        catch (NotFoundException) { throw RunErrors.OtherPortal(head.Id, head.Pbx, head.Portal, portal.Uri); }
    }
}
