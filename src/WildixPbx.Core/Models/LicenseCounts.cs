namespace WildixPbx;

/// <summary>Number of licences by profile. Profiles are an open set of names, compared without regard to case.</summary>
public sealed class LicenseCounts : Dictionary<string, int>
{
    /// <summary>No licences.</summary>
    public LicenseCounts() : base(StringComparer.OrdinalIgnoreCase) { }

    /// <summary>A copy.</summary>
    public LicenseCounts(IEnumerable<KeyValuePair<string, int>> counts) : this()
    {
        foreach (var count in counts) this[count.Key] = count.Value;
    }

    /// <summary>The count of a profile; 0 where there is none.</summary>
    public int Of(string profile) => TryGetValue(profile, out var count) ? count : 0;

    /// <summary>Sets a profile's count; a count of 0 leaves no entry.</summary>
    public void Put(string profile, int count)
    {
        if (count == 0) Remove(profile);
        else this[profile] = count;
    }

    /// <summary>All licences together.</summary>
    public int Total
    {
        get
        {
            var total = 0;
            foreach (var count in Values) total += count;
            return total;
        }
    }

    /// <summary>The counts in one line: <c>UC-Essential 30, PBX-BASIC 10</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(count => $"{count.Key} {count.Value}"));
}
