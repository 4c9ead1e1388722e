using System.Text;

namespace WildixPbx.Tests.Support;

/// <summary>The rows of a CSV file, by column name. Quoted cells may hold commas and doubled quotes.</summary>
static class CsvRows
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var columns = Cells(lines[0]);
        return [.. lines.Skip(1).Select(line =>
        {
            var cells = Cells(line);
            Assert.True(cells.Count == columns.Count, $"{cells.Count} cells for {columns.Count} columns: {line}");
            return columns.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
        })];
    }

    static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(line[i]);
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
