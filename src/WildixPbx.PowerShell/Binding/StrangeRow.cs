using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>What an input is where it is no row with columns, and looks as if it were meant to be one.</summary>
static class StrangeRow
{
    static readonly char[] Delimiters = [';', '\t', '|'];

    /// <summary>What to do about such an input; none where it is an ordinary row or object.</summary>
    public static string? AdviceFor(object? input)
    {
        var row = input as PSObject;
        if ((row?.BaseObject ?? input) is IDictionary) return "A hashtable has no columns: make a row of it with [pscustomobject].";
        if (row?.BaseObject is not PSCustomObject || row.Properties.Take(2).ToArray() is not [{ Name: var name }] || name.IndexOfAny(Delimiters) is not (>= 0 and var place)) return null;
        return $"The only column is '{name}': give Import-Csv the sign between columns, -Delimiter {(name[place] == '\t' ? "\"`t\"" : $"'{name[place]}'")}.";
    }
}
