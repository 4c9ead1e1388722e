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

    /// <summary>An object as it comes out of the file that Export-Csv writes of it: each property as the text that it is in the session's culture.</summary>
    public static PSObject OfCsv(PSObject value) => Of(value.Properties.Select(property => (property.Name, (object?)(property.Value?.ToString() ?? ""))));
}
