using System.Management.Automation;

namespace WildixPbx.Tests.Hosting;

/// <summary>Rows as Import-Csv gives them.</summary>
static class Rows
{
    /// <summary>One row.</summary>
    public static PSObject Of(params IEnumerable<(string Column, object? Cell)> cells)
    {
        var row = new PSObject();
        foreach (var (column, cell) in cells) row.Properties.Add(new PSNoteProperty(column, cell));
        return row;
    }
}
