using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

/// <summary>What the four CSV cmdlets share: the delimiter.</summary>
abstract class CsvCmdlet : PSCmdlet
{
    [Parameter]
    public char? Delimiter { get; set; }

    [Parameter]
    public SwitchParameter UseCulture { get; set; }

    protected char Separator => Delimiter ?? (UseCulture ? CultureInfo.CurrentCulture.TextInfo.ListSeparator[0] : ',');

    protected void WriteRows(TextReader text, string[]? header, object source)
    {
        try
        {
            foreach (var row in CsvReading.Rows(text, Separator, header))
                WriteObject(row);
        }
        catch (PSArgumentException e)
        {
            ThrowTerminatingError(new ErrorRecord(e, "CsvHeader", ErrorCategory.InvalidData, source));
        }
    }
}
