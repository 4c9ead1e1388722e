using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>The days on which terms begin and end, as midnights in the portal's time zone.</summary>
static class Terms
{
    /// <summary>The PBX with a term that begins today.</summary>
    public static Pbx Begin(Pbx pbx, Term term, ChangeScope scope)
    {
        var started = scope.Setup.Midnight(scope.PortalNow.Date);
        return pbx with { Term = term, TermStartedOn = started, ExpiresOn = Expiry(scope.Setup, started, term, periods: 1) };
    }

    /// <summary>Renews a contract for the same period. Counted from the day it began, so that the 31st comes back after a February.</summary>
    public static void Renew(ChangeScope scope, Pbx pbx)
    {
        var periods = 1;
        while (Expiry(scope.Setup, pbx.TermStartedOn, pbx.Term, periods) <= pbx.ExpiresOn) periods++;
        var renewed = Tables.Pbxs.Update(scope.Db, pbx, pbx with { ExpiresOn = Expiry(scope.Setup, pbx.TermStartedOn, pbx.Term, periods) });
        scope.Record("TermRenewed", Subject.Of(renewed), pbx, renewed);
    }

    static DateTimeOffset? Expiry(PortalSetup setup, DateTimeOffset started, Term term, int periods)
        => Calendar.ExpiryOf(started, term, periods, setup.TimeZone) is { } day ? setup.Midnight(TimeZoneInfo.ConvertTime(day, setup.TimeZone).Date) : null;
}
