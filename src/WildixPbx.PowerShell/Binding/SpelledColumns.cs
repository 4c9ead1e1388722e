using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Finds the columns of a file that are called like one that is read but for blanks, hyphens and underscores, such as
/// <c>last renewal</c>: whoever wrote it meant that column, and a fact that is passed over would be taken for unknown.
/// </summary>
/// <param name="names">The columns that are read.</param>
sealed class SpelledColumns(IReadOnlyCollection<string> names)
{
    // The last two: a blank that does not break, and the mark that some programs begin a file with.
    static readonly char[] Between = [' ', '\t', '-', '_', '\u00A0', '\uFEFF'];

    // Of the rows of one file, which all have the same columns; looked at anew where the first of them is not there.
    string? _first;
    Dictionary<string, string>? _spelled;

    /// <summary>A column of a row, under its own name or another spelling of it.</summary>
    public PSPropertyInfo? Of(PSObject row, string name)
    {
        if (row.Properties[name] is { } property) return property;
        if (row.BaseObject is not PSCustomObject) return null;
        Learn(row);
        return _spelled is not null && _spelled.TryGetValue(name, out var spelled) ? row.Properties[spelled] : null;
    }

    /// <summary>Whether a column that is not called like one is read all the same.</summary>
    public bool Reads(PSObject row, string column)
    {
        Learn(row);
        return _spelled?.ContainsValue(column) == true;
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
            if (names.FirstOrDefault(name => string.Equals(name, simple, StringComparison.OrdinalIgnoreCase)) is not { } meant || row.Properties[meant] is not null) continue;
            _spelled ??= new(StringComparer.OrdinalIgnoreCase);
            if (!_spelled.ContainsKey(meant)) _spelled[meant] = column;
        }
    }
}
