using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Finds the columns of a file that are called like one that is read but for blanks, hyphens and underscores, such as
/// <c>last renewal</c>: whoever wrote it meant that column, and a fact that is passed over would be taken for unknown.
/// Where there are several of one name, a blank one gives way, and two that say different things are a problem of the row.
/// </summary>
/// <param name="names">The columns that are read.</param>
sealed class SpelledColumns(IReadOnlyCollection<string> names)
{
    // The last two: a blank that does not break, and the mark that some programs begin a file with.
    static readonly char[] Between = [' ', '\t', '-', '_', '\u00A0', '\uFEFF'];

    // Of the rows of one file, which all have the same columns; looked at anew where the first of them is not there.
    string? _first;
    Dictionary<string, List<string>>? _spelled;

    /// <summary>A column of a row, under its own name or another spelling of it; of several the first that is not blank.</summary>
    public PSPropertyInfo? Of(PSObject row, string name)
    {
        if (row.BaseObject is not PSCustomObject) return row.Properties[name];
        Learn(row);
        if (_spelled is null || !_spelled.TryGetValue(name, out var columns)) return row.Properties[name];
        return columns.Select(column => row.Properties[column]).FirstOrDefault(column => TextOf(column) is not null)
            ?? columns.Select(column => row.Properties[column]).FirstOrDefault(column => column is not null);
    }

    /// <summary>Whether a column that is not called like one is read all the same.</summary>
    public bool Reads(PSObject row, string column)
    {
        Learn(row);
        return _spelled?.Values.Any(columns => columns.Contains(column)) == true;
    }

    /// <summary>Notes the columns of a row that are for one name and say different things.</summary>
    public void Check(PSObject row, RowReader reader)
    {
        if (row.BaseObject is not PSCustomObject) return;
        Learn(row);
        if (_spelled is null) return;
        foreach (var (name, columns) in _spelled.Where(spelled => spelled.Value.Count > 1).Select(spelled => (spelled.Key, spelled.Value)))
        {
            var told = columns.Where(column => TextOf(row.Properties[column]) is not null).ToArray();
            if (told.Select(column => TextOf(row.Properties[column])).Distinct(StringComparer.Ordinal).Count() > 1)
                reader.Add(name, $"the columns '{string.Join("' and '", told)}' are both for {name} and differ; keep one of them");
        }
    }

    void Learn(PSObject row)
    {
        if (_first is not null && row.Properties[_first] is not null) return;
        string[] columns = [.. row.Properties.Select(property => property.Name)];
        _first = columns.FirstOrDefault();
        _spelled = null;
        foreach (var column in columns.Where(column => column.Any(sign => Between.Contains(sign))))
        {
            var simple = string.Concat(column.Split(Between));
            if (names.FirstOrDefault(name => string.Equals(name, simple, StringComparison.OrdinalIgnoreCase)) is not { } meant) continue;
            _spelled ??= new(StringComparer.OrdinalIgnoreCase);
            if (!_spelled.TryGetValue(meant, out var spelled)) _spelled[meant] = spelled = row.Properties[meant] is { } exact ? [exact.Name] : [];
            spelled.Add(column);
        }
    }

    static string? TextOf(PSPropertyInfo? column)
    {
        try { return RowReader.Text(CellTextAttribute.TextOf(column?.Value)); }
        catch (GetValueException) { return null; } // a property of the user's that fails says nothing
    }
}
