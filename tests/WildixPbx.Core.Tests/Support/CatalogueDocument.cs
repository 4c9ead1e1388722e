using System.Text.RegularExpressions;
using WildixPbx.Rules;

namespace WildixPbx.Tests.Support;

/// <summary>A row of a catalogue page, under the heading of its operation.</summary>
sealed record CatalogueRow(RuleArea Area, IReadOnlyDictionary<string, string> Cells)
{
    public string Id => Cells["id"].Trim('`');

    public string this[string column] => Cells[column];
}

/// <summary>A catalogue page in Markdown: a heading an operation, a table of rules below it, a line <c>With:</c> below that.</summary>
sealed partial class CatalogueDocument
{
    static readonly Dictionary<string, RuleArea> Headings = new()
    {
        ["Create a PBX"] = RuleArea.Create,
        ["Change licences"] = RuleArea.Licenses,
        ["Change the term"] = RuleArea.Term,
        ["Storage"] = RuleArea.Storage,
        ["SSH"] = RuleArea.Ssh,
        ["Sharing licences over the WMS Network"] = RuleArea.Sharing,
        ["Move to Cloud"] = RuleArea.Migration,
        ["Activation, users and the periodic licence check"] = RuleArea.Activation,
    };

    readonly List<CatalogueRow> _rows = [];
    readonly Dictionary<RuleArea, IReadOnlyList<string>> _with = [];

    public IReadOnlyList<CatalogueRow> Rows => _rows;

    /// <summary>The rules of other operations that hold too, by operation.</summary>
    public IReadOnlyDictionary<RuleArea, IReadOnlyList<string>> With => _with;

    public static CatalogueDocument Read(string path)
    {
        var document = new CatalogueDocument();
        RuleArea? area = null;
        string[]? columns = null;

        foreach (var line in File.ReadAllLines(path))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) (area, columns) = (Headings.TryGetValue(line[3..].Trim(), out var known) ? known : null, null);
            else if (area is not { } operation) continue;
            else if (line.StartsWith("With: ", StringComparison.Ordinal)) document._with[operation] = [.. Ids().Matches(line[6..]).Select(match => match.Value)];
            else if (!line.StartsWith('|')) columns = null;
            else if (columns is null) columns = CellsOf(line);
            else if (!line.StartsWith("|--", StringComparison.Ordinal) && !line.StartsWith("| --", StringComparison.Ordinal))
                document._rows.Add(new CatalogueRow(operation, columns.Zip(CellsOf(line)).ToDictionary(cell => cell.First, cell => cell.Second)));
        }

        return document;
    }

    static string[] CellsOf(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex("[A-Z][A-Za-z]+")]
    private static partial Regex Ids();
}
