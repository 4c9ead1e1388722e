using System.Collections;
using System.Management.Automation;
using CsvHelper;

namespace WildixPbx.Shell.StandIns;

/// <summary>Objects as CSV text: every cell in quotes unless told otherwise, null as nothing. The first object decides the columns.</summary>
sealed class CsvWriting : IDisposable
{
    readonly CsvWriter _csv;
    readonly bool _quoteAlways;
    string[]? _columns;

    public CsvWriting(TextWriter text, char delimiter, bool quoteAlways)
    {
        _quoteAlways = quoteAlways;
        _csv = CsvWriter.Create(text, new CsvWriterOptions { Separator = delimiter, NewLine = Environment.NewLine }, leaveOpen: true);
    }

    public IReadOnlyList<string>? Columns => _columns;

    /// <summary>Goes on under the header that the file has.</summary>
    public void ContinueUnder(string[] columns) => _columns = columns;

    public void WriteHeaderOf(PSObject item)
    {
        _columns = Names(item);
        WriteRecord(_columns);
    }

    public void Write(PSObject item)
    {
        if (_columns is null)
            WriteHeaderOf(item);
        WriteRecord(_columns!.Select(column => Value(item, column)?.ToString()));
    }

    /// <summary>Hands on what is buffered.</summary>
    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    public static string[] Names(PSObject item) => item.BaseObject is IDictionary table
        ? [.. table.Keys.Cast<object>().Select(key => key.ToString()!)]
        : [.. item.Properties.Where(property => property.IsGettable).Select(property => property.Name)];

    static object? Value(PSObject item, string column)
        => item.BaseObject is IDictionary table ? table[column] : item.Properties[column]?.Value;

    void WriteRecord(IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            // Null and '' stay apart where cells are quoted, as with the real one.
            _csv.WriteField(cell, _quoteAlways && cell is not null ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
        }

        _csv.EndRecord();
    }
}
