using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx;

/// <summary>
/// Port 2222 of one PBX, opened for a while. What was open before is left alone; what was opened here is shut again,
/// unless somebody else has opened it anew meanwhile.
/// </summary>
sealed class SshOpening
{
    /// <summary>How often a state is read again that somebody changes at the same time.</summary>
    const int Attempts = 3;

    readonly IPortal _portal;
    readonly DateTimeOffset? _until;

    SshOpening(IPortal portal, Pbx pbx, bool isOurs) => (_portal, Pbx, _until, IsOurs) = (portal, pbx, pbx.SshOpenUntil, isOurs);

    /// <summary>The PBX with the port open.</summary>
    public Pbx Pbx { get; }

    /// <summary>Whether it was opened here, and is to be shut here.</summary>
    public bool IsOurs { get; }

    /// <summary>Refuses a PBX whose SSH the portal has nothing to do with.</summary>
    /// <exception cref="RuleViolationException">It is no Cloud PBX (SshOnlyOnCloud).</exception>
    public static void RefuseOthers(Pbx pbx, DateTimeOffset now)
    {
        var proposal = new Proposal { Operation = RuleArea.Ssh, Subject = pbx.Name, Now = now, Pbx = pbx, Platform = pbx.Platform };
        var broken = RuleCatalog.Get("SshOnlyOnCloud").Check(proposal).ToArray();
        if (broken.Length > 0) throw new RuleViolationException(broken);
    }

    /// <summary>Opens the port, where it is not open already.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="pbx">The PBX as it was just read: whether it is open already is judged on this state.</param>
    /// <param name="duration">After how long the portal shuts it, whatever happens here.</param>
    /// <param name="call">The call it is part of.</param>
    public static async Task<SshOpening> OpenAsync(IPortal portal, Pbx pbx, TimeSpan duration, CallContext call)
    {
        var update = new SshUpdate { Open = true, DurationSeconds = (long)Math.Ceiling(duration.TotalSeconds) };
        for (var attempt = 1; ; attempt++)
        {
            if (await IsOpenAsync(portal, pbx, call)) return new SshOpening(portal, pbx, isOurs: false);
            try
            {
                var change = await portal.SendAsync(PortalCommands.SetSsh(pbx.Id, update), Options(pbx), call);
                return new SshOpening(portal, change.Resource, isOurs: true);
            }
            catch (ConflictException e) when (e.Problem == ProblemCode.StaleETag && attempt < Attempts) { pbx = await portal.GetAsync(PortalLookups.Pbx(pbx.Id), call); }
        }
    }

    /// <summary>Shuts what was opened here. Answers whether somebody else has opened it anew, and it stays so.</summary>
    public async Task<bool> ShutAsync(CallContext call)
    {
        for (var attempt = 1; IsOurs; attempt++)
        {
            var pbx = await _portal.GetAsync(PortalLookups.Pbx(Pbx.Id), call);
            if (pbx.SshOpenedOn is null) return false;
            if (pbx.SshOpenedOn != Pbx.SshOpenedOn || pbx.SshOpenUntil != _until) return true;
            try
            {
                await _portal.SendAsync(PortalCommands.SetSsh(pbx.Id, new SshUpdate { Open = false }), Options(pbx), call);
                return false;
            }
            catch (ConflictException e) when (e.Problem == ProblemCode.StaleETag && attempt < Attempts)
            {
                // Changed since it was read, by a millisecond: it is read again.
            }
        }

        return false;
    }

    // The portal's clock is only asked where a deadline may have passed.
    static async Task<bool> IsOpenAsync(IPortal portal, Pbx pbx, CallContext call)
        => pbx.SshOpenedOn is not null && (pbx.SshOpenUntil is null || pbx.IsSshOpen((await portal.GetAsync(PortalLookups.Info(), call)).Now));

    static ChangeOptions Options(Pbx pbx) => new(Guid.NewGuid().ToString("D"), IfMatch: pbx.ETag);
}
