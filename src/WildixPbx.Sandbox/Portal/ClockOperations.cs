using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>
/// Moves the sandbox's clock. A long way is gone in parts, each a transaction that ends with the clock where the last
/// event was: a kill in between leaves a portal that stands there, with all that was due until then and nothing of later.
/// </summary>
static class ClockOperations
{
    const int Part = 500;

    // Terms of 60 months and calendars must still have room.
    static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Goes all of the way but its last part.</summary>
    public static async Task ApproachAsync(PortalRuntime runtime, ClockMove body)
    {
        while (body.To <= Latest && await runtime.Writer.RunAsync(db => Step(db, runtime, body.To)))
        {
        }
    }

    /// <summary>Goes the last part.</summary>
    public static Outcome<SandboxTime> Move(ChangeScope scope, SandboxClock clock, ClockMove body)
    {
        var to = DateTimeOffset.FromUnixTimeMilliseconds(body.To.ToUnixTimeMilliseconds());
        if (to < scope.Now) throw Refusal.Invalid(FormattableString.Invariant($"'to' is {to:O}; the clock stands at {scope.Now:O}."), "Give a later moment: the clock never goes back.");
        if (to > Latest) throw Refusal.Invalid(FormattableString.Invariant($"'to' is {to:O}."), FormattableString.Invariant($"Give a moment up to {Latest:O}."));
        if (!scope.Order.DryRun)
        {
            Timeline.Play(scope.Db, scope.Setup, to);
            clock.MoveTo(scope.Db, to);
            clock.Release();
        }

        return new(new() { Resource = new SandboxTime { Now = to }, Changed = to > scope.Now, EffectiveOn = to }, null);
    }

    /// <summary>Brings up to date what is not an event, once the clock stands where it is to.</summary>
    public static async Task SettleAsync(PortalRuntime runtime)
    {
        while (await runtime.Writer.RunAsync(db => Renewals.BringSomeUpToDate(db, runtime.Setup.Now, Part)))
        {
        }
    }

    static bool Step(DbSession db, PortalRuntime runtime, DateTimeOffset to)
    {
        if (to <= runtime.Setup.Now) return false;
        runtime.Clock.HoldAt(to);
        var (count, last) = Timeline.Play(db, runtime.Setup, to, Part);
        if (count > 0) runtime.Clock.MoveTo(db, last);
        return count == Part;
    }
}
