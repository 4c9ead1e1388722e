using System.Management.Automation;
using CsvHelper;

namespace WildixPbx.Shell.StandIns;

/// <summary>CSV text as objects: every cell a string, an empty one '', one that the row lacks null.</summary>
static class CsvReading
{
    public static IEnumerable<PSObject> Rows(TextReader text, char delimiter, string[]? header)
    {
        using var reader = Reader(text, delimiter);
        var names = header ?? Header(reader);
        Check(names);
        while (reader.Read())
            yield return Row(names, reader);
    }

    public static string[] Header(TextReader text, char delimiter)
    {
        using var reader = Reader(text, delimiter);
        return Header(reader);
    }

    static CsvReader Reader(TextReader text, char delimiter) => CsvReader.Create(text, new CsvReaderOptions
    {
        Separator = delimiter,
        // The header is read as a row: it may have to be skipped, and it is checked here.
        HasHeader = false,
        SkipEmptyLines = true,
        TrimWhitespace = true,
    });

    static string[] Header(CsvReader reader)
    {
        while (reader.Read())
        {
            var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToList();
            // Such as the #TYPE line that Windows PowerShell writes.
            if (names[0].StartsWith('#'))
                continue;

            // Spreadsheets leave separators behind the last column.
            return [.. names[..(names.FindLastIndex(name => name.Length > 0) + 1)]];
        }

        return [];
    }

    static void Check(string[] names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
                throw new PSArgumentException($"Column {i + 1} of the CSV has no header. Name it, or give all names with -Header.");
            if (!seen.Add(names[i]))
                throw new PSArgumentException($"The CSV has two columns {names[i]}. Rename one, or give all names with -Header.");
        }
    }

    static PSObject Row(string[] names, CsvReader cells)
    {
        var row = new PSObject();
        for (var i = 0; i < names.Length; i++)
            row.Properties.Add(new PSNoteProperty(names[i], i < cells.FieldCount ? cells.GetString(i) : null), preValidated: true);
        return row;
    }
}
