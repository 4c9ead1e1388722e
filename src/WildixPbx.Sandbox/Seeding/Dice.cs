using System.Text;

namespace WildixPbx.Sandbox.Seeding;

/// <summary>
/// Numbers that look random and are the same for ever: SplitMix64, which no version of .NET can change. Each customer and
/// each PBX has dice of its own, so that an estate can be gone on with where it was left.
/// </summary>
sealed class Dice
{
    const ulong Step = 0x9E3779B97F4A7C15;

    ulong _state;

    /// <param name="seed">The name of the estate.</param>
    /// <param name="kind">What is drawn for.</param>
    /// <param name="index">Which one of its kind.</param>
    public Dice(string seed, string kind, long index)
    {
        // FNV-1a over the words, then the index: string.GetHashCode differs in every process.
        _state = 0xCBF29CE484222325;
        foreach (var value in Encoding.UTF8.GetBytes($"{seed}\n{kind}")) _state = (_state ^ value) * 0x100000001B3;
        _state = Mix(_state + (ulong)index * Step);
    }

    /// <summary>64 bits.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>A whole number from 0 to below a limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A whole number from the least to the most, both included.</summary>
    public int From(int least, int most) => least + Below(most - least + 1);

    /// <summary>Whether something happens that does so in so many of 10,000 cases.</summary>
    public bool Hits(int of10000) => Below(10_000) < of10000;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A time from the shortest to the longest, in whole seconds.</summary>
    public TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + TimeSpan.FromSeconds(Below((int)(longest - shortest).TotalSeconds + 1));

    /// <summary>An id as the portal makes them.</summary>
    public string Id(string prefix) => prefix + Next().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
