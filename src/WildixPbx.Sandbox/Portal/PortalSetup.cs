using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Portal;

/// <summary>What this portal is set to, and its clock.</summary>
sealed class PortalSetup(RuleSet ruleSet, TimeZoneInfo timeZone, PriceBook prices, TimeProvider clock)
{
    public RuleSet RuleSet => ruleSet;

    public TimeZoneInfo TimeZone => timeZone;

    public PriceBook Prices => prices;

    public TimeProvider Clock => clock;

    /// <summary>The present moment, UTC, in whole milliseconds as it is kept.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Midnight of a day in the portal's time zone, UTC. The zone's offset is that of the day itself: it differs in summer.</summary>
    public DateTimeOffset Midnight(DateTime day)
    {
        var midnight = DateTime.SpecifyKind(day.Date, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, timeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
