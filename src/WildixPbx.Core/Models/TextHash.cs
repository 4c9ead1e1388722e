namespace WildixPbx;

/// <summary>
/// A short stand-in for texts of which only has to be known whether they came before: FNV-1a of 64 bits, the same in every
/// process, and long enough that two of 100,000 texts hardly ever meet.
/// </summary>
public static class TextHash
{
    const ulong Basis = 14695981039346656037UL, Prime = 1099511628211UL;

    /// <summary>The hash of texts in their order.</summary>
    public static ulong Of(string first, string second) => Go(Go(Go(Basis, first), "\n"), second);

    static ulong Go(ulong hash, string text)
    {
        foreach (var character in text) hash = unchecked((hash ^ character) * Prime);
        return hash;
    }
}
