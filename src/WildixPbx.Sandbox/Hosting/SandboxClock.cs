using System.Globalization;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>
/// The portal's clock: the machine's, with an offset that is kept with the data. It never goes back, even where the
/// machine's does, so that the trail is in the order of time.
/// </summary>
sealed class SandboxClock : TimeProvider
{
    const string Entry = "clockOffsetMs";
    long _offsetTicks;
    long _latestTicks;
    long _heldAtTicks = long.MaxValue;

    public override DateTimeOffset GetUtcNow()
    {
        var now = Math.Min(base.GetUtcNow().UtcTicks + Interlocked.Read(ref _offsetTicks), Interlocked.Read(ref _heldAtTicks));
        for (var latest = Interlocked.Read(ref _latestTicks); now > latest; latest = Interlocked.Read(ref _latestTicks))
        {
            if (Interlocked.CompareExchange(ref _latestTicks, now, latest) == latest) return At(now);
        }

        return At(Interlocked.Read(ref _latestTicks));
    }

    /// <summary>Takes up the offset and the time that the data were left with.</summary>
    public void Load(DbSession db)
    {
        Interlocked.Exchange(ref _offsetTicks, long.TryParse(Meta.Get(db, Entry), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var kept) ? kept * TimeSpan.TicksPerMillisecond : 0);
        Interlocked.Exchange(ref _latestTicks, DateTimeOffset.FromUnixTimeMilliseconds(Trail.Latest(db)).UtcTicks);
        Release();
    }

    /// <summary>Lets the clock run no further than to a moment that a move is on the way to: else time itself could overtake it.</summary>
    public void HoldAt(DateTimeOffset moment) => Interlocked.Exchange(ref _heldAtTicks, moment.UtcTicks);

    /// <summary>Lets the clock run again.</summary>
    public void Release() => Interlocked.Exchange(ref _heldAtTicks, long.MaxValue);

    /// <summary>Moves forward to a moment, in the transaction that its events are in; where that fails the clock must be loaded again.</summary>
    public void MoveTo(DbSession db, DateTimeOffset moment)
    {
        if (moment <= GetUtcNow()) return;
        var offset = (long)Math.Ceiling((moment - base.GetUtcNow()).TotalMilliseconds);
        Meta.Set(db, Entry, offset.ToString(CultureInfo.InvariantCulture));
        Interlocked.Exchange(ref _offsetTicks, offset * TimeSpan.TicksPerMillisecond);
    }

    static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
