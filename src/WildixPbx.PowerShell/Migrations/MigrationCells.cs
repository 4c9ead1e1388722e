using WildixPbx.Binding;

namespace WildixPbx.Migrations;

/// <summary>Reads what is said of a box's version and database.</summary>
static class MigrationCells
{
    const decimal BytesOfGB = 1_000_000_000;

    /// <summary>A WMS version.</summary>
    public static WmsVersion? Version(RowReader reader, string column, string? cell)
    {
        if (RowReader.Text(cell) is not { } text) return null;
        if (!WmsVersion.TryParse(text, out var version)) reader.Add(column, $"{column} can't be '{text}': it takes two to four numbers, such as 4.03.44693.48");
        return version;
    }

    /// <summary>The size of a database, of a cell in GB of 10^9 bytes and of one in bytes. Where both say something they say the same.</summary>
    public static long? Bytes(RowReader reader, string? gb, string? bytes)
    {
        var exact = OfBytes(reader, bytes);
        if (reader.Amount("DatabaseGB", gb) is not { } size) return exact;
        if (size >= long.MaxValue / BytesOfGB)
        {
            reader.Add("DatabaseGB", FormattableString.Invariant($"DatabaseGB can't be {size}: no disk is so large"));
            return null;
        }

        var rough = (long)(size * BytesOfGB);
        if (exact is not null && exact != rough) reader.Add("DatabaseBytes", FormattableString.Invariant($"DatabaseBytes is {exact} and DatabaseGB {size}, which is {rough} bytes; keep one of them"));
        return rough;
    }

    static long? OfBytes(RowReader reader, string? cell)
    {
        if (RowReader.Text(cell) is not { } text) return null;
        if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var bytes)) return bytes;
        reader.Add("DatabaseBytes", $"DatabaseBytes can't be '{text}': it takes a whole number of bytes, such as 1500000000; blank means not given");
        return null;
    }
}
