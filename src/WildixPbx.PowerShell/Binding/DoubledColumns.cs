using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Columns of a file that are for one parameter, by its name and an alias of it. The binder takes the one that is called
/// like the parameter, even where it is blank, and says nothing of the other.
/// </summary>
sealed class DoubledColumns
{
    readonly (string Parameter, string[] Columns)[] _doubled;

    /// <summary>Finds them in the first row of a file.</summary>
    public DoubledColumns(PSObject row, CommandInfo command)
        => _doubled = row.BaseObject is not PSCustomObject ? [] :
        [
            .. command.Parameters.Values
                .Where(parameter => parameter.Aliases.Count > 0 && parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName))
                .Select(parameter => (parameter.Name, Columns: new[] { parameter.Name }.Concat(parameter.Aliases).Where(name => row.Properties[name] is not null).ToArray()))
                .Where(doubled => doubled.Columns.Length > 1),
        ];

    /// <summary>Notes the parameters of a row for which two columns say different things.</summary>
    public void Check(PSObject row, RowReader reader)
    {
        foreach (var (parameter, columns) in _doubled)
        {
            var cells = columns.Select(column => RowReader.Text(CellTextAttribute.TextOf(row.Properties[column]?.Value))).ToArray();
            if (cells.Any(cell => cell is not null && cell != cells[0]))
                reader.Add(parameter, $"the columns {string.Join(" and ", columns)} are both for -{parameter} and differ; keep one of them");
        }
    }
}
