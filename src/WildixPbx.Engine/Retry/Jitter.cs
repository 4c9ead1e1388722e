namespace WildixPbx.Engine.Retry;

/// <summary>Chance, safe to use from several calls at once.</summary>
static class Jitter
{
#if NET8_0_OR_GREATER
    /// <summary>A number from 0 to the given one.</summary>
    public static int Next(int highest) => Random.Shared.Next(highest + 1);
#else
    static readonly Random Source = new();

    /// <summary>A number from 0 to the given one.</summary>
    public static int Next(int highest)
    {
        lock (Source) return Source.Next(highest + 1);
    }
#endif
}
