using WildixPbx.LicenseReports;
using static WildixPbx.Engine.LicenseReports.Html.Markup;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>The frame of the table of all PBXs; the page's script fills it and shows it.</summary>
static class WholeTable
{
    static readonly (string Key, string Heading)[] Columns =
    [
        ("customer", "Customer"), ("pbx", "PBX"), ("state", "State"), ("renewal", "Last renewal"),
        ("emergency", "Emergency from"), ("version", "WMS, license server"), ("platform", "Platform"), ("expires", "Term ends"),
    ];

    public static void Write(ByteRows output, ReportFigures figures)
    {
        output.Write("<section id=\"all\" aria-labelledby=\"all-heading\" hidden><h2 id=\"all-heading\">All PBXs</h2><p class=\"note\" id=\"count\" role=\"status\">").Write(ReportWords.Count(figures.Total, "PBX", "PBXs")).Write("</p>");
        output.Write("<div class=\"tools\"><label class=\"grow\">Find customer, PBX, serial, version or server<input id=\"search\" type=\"search\" autocomplete=\"off\"></label>")
            .Write("<label>State<select id=\"state\"><option value=\"\">All</option><option value=\"action\">Needs action</option>");
        foreach (var state in LicenseCheckUrgency.States) output.Write($"<option value=\"{PageData.PlaceOf(state)}\">{Text(ReportWords.Of(state))}</option>");
        WriteMarks(output, [figures.BoxesDisagree, figures.BoxesSilent, figures.BoxesWithoutRenewal]);
        output.Write("</select></label><label>Rows<select id=\"size\"><option>25</option><option selected>50</option><option>100</option><option>250</option></select></label>")
            .Write("<button type=\"button\" id=\"clear\">Clear</button></div>");
        output.Write("<div class=\"scroll\" id=\"scroll\" role=\"region\" aria-label=\"Table of all PBXs\" tabindex=\"0\"><table id=\"pbxs\" role=\"table\"><thead role=\"rowgroup\"><tr id=\"head\" role=\"row\">");
        foreach (var (key, heading) in Columns) output.Write($"<th scope=\"col\" role=\"columnheader\" data-key=\"{key}\"><button type=\"button\">{Text(heading)}</button></th>");
        output.Write("<th scope=\"col\" role=\"columnheader\" class=\"what\">What to do</th></tr></thead></table></div>")
            .Write("<nav aria-label=\"Pages of the table\"><button type=\"button\" id=\"first\">First</button><button type=\"button\" id=\"previous\">Previous</button><span class=\"place\" id=\"place\"></span>")
            .Write("<button type=\"button\" id=\"next\">Next</button><button type=\"button\" id=\"last\">Last</button></nav></section>")
            .Write("<noscript><section><h2>All PBXs</h2><p class=\"note\">The table of all PBXs, which sorts and filters, needs JavaScript. All of the above does not; the report as .csv has every PBX.</p></section></noscript>");
    }

    // Only those that there are: where no box was asked, nothing speaks of boxes.
    static void WriteMarks(ByteRows output, int[] counts)
    {
        for (var place = 0; place < counts.Length; place++)
        {
            var mark = ReportWords.BoxMarks[place];
            if (counts[place] > 0) output.Write($"<option value=\"box{1 << place}\">{char.ToUpperInvariant(mark[0])}{mark.Substring(1)}</option>");
        }
    }
}
