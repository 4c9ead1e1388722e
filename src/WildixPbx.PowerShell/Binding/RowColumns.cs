using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>Where an attribute finds an input's identity, so that such columns are known.</summary>
interface IIdentityColumns
{
    /// <summary>The properties and columns that may identify.</summary>
    IReadOnlyList<string> Properties { get; }
}

/// <summary>Looks at the columns of a command's rows: warns once of those without effect, and refuses a row whose columns contradict each other.</summary>
/// <param name="cmdlet">The command.</param>
/// <param name="byHand">The parameters that were given by hand, whose columns have no effect.</param>
/// <param name="facts">Columns that are not for a parameter, and are read all the same.</param>
sealed class RowColumns(PSCmdlet cmdlet, IReadOnlyCollection<string> byHand, IEnumerable<string>? facts = null)
{
    DoubledColumns? _doubled;

    /// <summary>Looks at one row.</summary>
    /// <exception cref="ValidationException">Two of its columns are for one parameter and differ.</exception>
    public void Check(PSObject row)
    {
        if (_doubled is null)
        {
            _doubled = new DoubledColumns(row, cmdlet.MyInvocation.MyCommand);
            Warn(row);
        }

        var reader = new RowReader();
        _doubled.Check(row, reader);
        reader.ThrowIfBad();
    }

    void Warn(PSObject row)
    {
        if (row.BaseObject is IDictionary)
            cmdlet.WriteWarning("The input is a hashtable, whose entries are no columns and bind to no parameter. Write [pscustomobject]@{ ... } for a row, or splat it.");
        if (UnknownColumns.Of(row, cmdlet.MyInvocation.MyCommand, facts) is { Count: > 0 } unknown)
            cmdlet.WriteWarning($"No parameter of {cmdlet.MyInvocation.MyCommand.Name} takes these columns, so they have no effect: {string.Join(", ", unknown)}.");
        if (row.BaseObject is PSCustomObject && byHand.Where(name => name != "MaximumFee" && row.Properties[name] is not null).ToArray() is { Length: > 0 } given)
            cmdlet.WriteWarning($"Given by hand, so the columns of these names have no effect: {string.Join(", ", given)}.");
    }
}
