using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Get, "Date")]
sealed class GetDate : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LastWriteTime")]
    public DateTime? Date { get; set; }

    [Parameter]
    public string? Format { get; set; }

    [Parameter]
    public int? Year { get; set; }

    [Parameter]
    public int? Month { get; set; }

    [Parameter]
    public int? Day { get; set; }

    [Parameter]
    public int? Hour { get; set; }

    [Parameter]
    public int? Minute { get; set; }

    [Parameter]
    public int? Second { get; set; }

    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    protected override void ProcessRecord()
    {
        var date = Date ?? DateTime.Now;
        // In this order, as the real one does: the last day of a month may be moved by it.
        date = date.AddYears((Year ?? date.Year) - date.Year);
        date = date.AddMonths((Month ?? date.Month) - date.Month);
        date = date.AddDays((Day ?? date.Day) - date.Day)
            .AddHours((Hour ?? date.Hour) - date.Hour)
            .AddMinutes((Minute ?? date.Minute) - date.Minute)
            .AddSeconds((Second ?? date.Second) - date.Second);
        if (AsUTC)
            date = date.ToUniversalTime();

        if (string.IsNullOrEmpty(Format))
            WriteObject(date);
        else
            WriteObject(date.ToString(Shorthand(Format), CultureInfo.CurrentCulture));
    }

    static string Shorthand(string format) => format.ToUpperInvariant() switch
    {
        "FILEDATE" => "yyyyMMdd",
        "FILEDATETIME" => "yyyyMMddTHHmmssffff",
        _ => format,
    };
}
