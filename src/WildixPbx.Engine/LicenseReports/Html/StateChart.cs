using System.Globalization;
using WildixPbx.LicenseReports;
using static WildixPbx.Engine.LicenseReports.Html.Markup;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>How many PBXs are in each state, as bars.</summary>
static class StateChart
{
    const double Width = 520, RowHeight = 44, LabelWidth = 176, BarWidth = 230, BarHeight = 16;

    public static void Write(ByteRows output, ReportFigures figures)
    {
        var states = LicenseCheckUrgency.States;
        var spoken = "PBXs by state: " + string.Join(", ", states.Select(state => $"{ReportWords.Of(state)} {figures.In(state)}"));
        output.Write("<section id=\"states\" aria-labelledby=\"states-heading\"><h2 id=\"states-heading\">States</h2>")
            .Write("<p class=\"note\">All PBXs of this report by where they stand in the licence check; a whole bar is all of them.</p>")
            .Write(Drawing("states-title", Width, RowHeight * states.Count, spoken));
        for (var i = 0; i < states.Count; i++)
        {
            var (count, y) = (figures.In(states[i]), (i * RowHeight) + 8);
            var share = figures.Total == 0 ? 0 : 100.0 * count / figures.Total;
            var length = count == 0 ? 0 : Math.Max(3, BarWidth * count / figures.Total);
            output.Write(Label("", 0, y + 13, ReportWords.Of(states[i])))
                .Write(Bar("track", LabelWidth, y, BarWidth, BarHeight, ""))
                .Write(count == 0 ? "" : Bar(ReportWords.Style(states[i]), LabelWidth, y, length, BarHeight, $"{ReportWords.Of(states[i])}: {ReportWords.Number(count)}"))
                .Write(Label("end", LabelWidth + BarWidth + 62, y + 13, ReportWords.Number(count)))
                .Write(Label("end dim", Width, y + 13, Percent(share)));
        }

        output.Write("</svg></section>");
    }

    static string Percent(double share) => share is > 0 and < 0.1 ? "<0.1%" : share.ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
