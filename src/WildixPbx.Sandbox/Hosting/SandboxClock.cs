using System.Globalization;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>The portal's clock: the machine's, with an offset that is kept with the data.</summary>
sealed class SandboxClock : TimeProvider
{
    const string Entry = "clockOffsetMs";
    long _offsetTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Takes up the offset that the data were left with.</summary>
    public void Load(DbSession db)
        => Interlocked.Exchange(ref _offsetTicks, long.TryParse(Meta.Get(db, Entry), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var kept) ? kept * TimeSpan.TicksPerMillisecond : 0);
}
