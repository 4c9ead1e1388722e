using System.Globalization;
using System.Text.RegularExpressions;
using WildixPbx.Binding;

namespace WildixPbx.Migrations;

/// <summary>Reads what is said of a box's version and database.</summary>
static class MigrationCells
{
    const decimal BytesOfGB = 1_000_000_000;

    static readonly Regex Thousands = new(@"\A[1-9][0-9]{0,2}(,[0-9]{3})+\z", RegexOptions.CultureInvariant);

    /// <summary>A WMS version.</summary>
    public static WmsVersion? Version(RowReader reader, string column, string? cell)
    {
        if (RowReader.Text(cell) is not { } text) return null;
        if (!WmsVersion.TryParse(text, out var version)) reader.Add(column, $"{column} can't be '{text}': it takes two to four numbers, such as 4.03.44693.48");
        return version;
    }

    /// <summary>
    /// The size of a database, of a cell in GB of 10^9 bytes and of one in bytes. Where both say something they say the
    /// same, and the bytes count. A part of a byte counts as a byte, so what is written as over a limit is over it.
    /// </summary>
    public static long? Bytes(RowReader reader, string? gb, string? bytes)
    {
        var exact = OfBytes(reader, bytes);
        if (OfGB(reader, RowReader.Text(gb), exact) is not { } size) return exact;
        if (size >= long.MaxValue / BytesOfGB)
        {
            reader.Add("DatabaseGB", FormattableString.Invariant($"DatabaseGB can't be {size}: no disk is so large"));
            return null;
        }

        if (exact is { } given && IsSame(given, size)) return given;
        var rough = (long)Math.Ceiling(size * BytesOfGB);
        if (exact is not null) reader.Add("DatabaseBytes", FormattableString.Invariant($"DatabaseBytes is {exact} and DatabaseGB {size}, which is {rough} bytes; keep one of them"));
        return rough;
    }

    // Export-Csv writes a decimal comma where the session's culture has one, and the file may be read in another culture.
    static decimal? OfGB(RowReader reader, string? text, long? exact)
    {
        if (text is null) return null;
        if (Parse(text, NumberStyles.AllowDecimalPoint) is { } size) return size;
        var comma = NumberFormatInfo.CurrentInfo.NumberDecimalSeparator;
        if (comma == ".") comma = ",";
        if (Parse(text.Replace(comma, "."), NumberStyles.AllowDecimalPoint) is not { } local)
        {
            reader.Add("DatabaseGB", $"DatabaseGB can't be '{text}': it takes GB of 10^9 bytes with a decimal point, such as 1.5; blank means not given");
            return null;
        }

        if (comma == NumberFormatInfo.CurrentInfo.NumberDecimalSeparator || !Thousands.IsMatch(text) || (exact is { } bytes && IsSame(bytes, local))) return local;
        var whole = Parse(text, NumberStyles.AllowThousands)!.Value;
        if (exact is { } same && IsSame(same, whole)) return whole;
        reader.Add("DatabaseGB", FormattableString.Invariant($"DatabaseGB can't be '{text}', whose comma may be one of decimals or of thousands: write {local} or {whole}"));
        return null;
    }

    static decimal? Parse(string text, NumberStyles styles) => decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) ? number : null;

    static bool IsSame(long bytes, decimal gb) => Math.Abs(bytes - (gb * BytesOfGB)) < 1;

    static long? OfBytes(RowReader reader, string? cell)
    {
        if (RowReader.Text(cell) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)) return bytes;
        reader.Add("DatabaseBytes", $"DatabaseBytes can't be '{text}': it takes a whole number of bytes, such as 1500000000; blank means not given");
        return null;
    }
}
