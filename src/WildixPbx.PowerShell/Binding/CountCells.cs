using System.Collections;

namespace WildixPbx.Binding;

/// <summary>Reads licence counts: a cell a profile, and -License for any other one.</summary>
static class CountCells
{
    /// <summary>The counts that are given; a blank cell gives none.</summary>
    public static LicenseCounts Read(RowReader reader, IDictionary? license, params (string Column, string Profile, string? Cell)[] cells)
    {
        var counts = new LicenseCounts();
        foreach (var (column, profile, cell) in cells) Put(column, profile, cell);
        if (license is not null)
            foreach (DictionaryEntry entry in license)
                Put($"License '{entry.Key}'", CellTextAttribute.TextOf(entry.Key) ?? "", CellTextAttribute.TextOf(entry.Value));
        return counts;

        void Put(string column, string profile, string? cell)
        {
            if (reader.Count(column, cell) is not { } count) return;
            if (counts.TryGetValue(profile, out var other) && other != count)
                reader.Add(column, FormattableString.Invariant($"{profile} is given twice, as {other} and as {count}"));
            counts[profile] = count;
        }
    }
}
