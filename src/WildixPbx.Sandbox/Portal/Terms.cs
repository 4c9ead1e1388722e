using WildixPbx.Rules;

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

    static DateTimeOffset? Expiry(PortalSetup setup, DateTimeOffset started, Term term, int periods)
        => Calendar.ExpiryOf(started, term, periods, setup.TimeZone) is { } day ? setup.Midnight(TimeZoneInfo.ConvertTime(day, setup.TimeZone).Date) : null;
}
