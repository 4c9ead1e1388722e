using WildixPbx.LicenseReports;
using static WildixPbx.Engine.LicenseReports.Html.Markup;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>
/// One page without outside references: figures, drawings and what needs action as plain HTML, and a table of everything
/// that a script of the page fills. What it holds until its end are the rows as the page has them, about 100 bytes each.
/// </summary>
sealed class HtmlReport(ByteRows output, string title, DateTimeOffset createdOn) : ReportFormat(output), IDisposable
{
    /// <summary>The most urgent PBXs that stand in the page itself; more would make it slow to open and long to print.</summary>
    public const int MaximumRows = 250;

    // A table of more rows than these scrolls in itself, so that what comes after it is not far away.
    const int WholeRows = 25;

    readonly PageData _data = new();
    readonly MostUrgent _urgent = new(MaximumRows);

    /// <inheritdoc/>
    public override void Add(LicenseCheckStatus status)
    {
        _data.Add(status);
        _urgent.Add(status);
    }

    /// <inheritdoc/>
    public override void End(ReportFigures figures)
    {
        WriteHead();
        WriteTop(figures);
        Output.Write("<main id=\"main\">");
        WriteFigures(figures);
        Output.Write("<div class=\"columns\">");
        StateChart.Write(Output, figures);
        Timeline.Write(Output, figures);
        Output.Write("</div>");
        WriteUrgent(figures);
        ExpiryCalendar.Write(Output, figures);
        WholeTable.Write(Output, figures);
        Output.Write("</main><footer><p>Made on ").Write(ReportWords.Minute(createdOn))
            .Write(" UTC by WildixPbx. Times are UTC. The periodic licence check and its 14 days are in the Wildix licensing guide; the 48 hours after which a renewal counts as missed are this module's.</p></footer>\n");
        Output.Write("<script type=\"application/json\" id=\"data\">");
        _data.WriteTo(Output);
        Output.Write("</script>\n<script>").Write(PageAssets.Script).Write("</script>\n</body>\n</html>\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    void WriteHead() => Output
        .Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"").Write(PageAssets.Policy)
        .Write("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .Write(Text(title)).Write("</title>\n<style>").Write(PageAssets.Style).Write("</style>\n</head>\n<body>\n");

    void WriteTop(ReportFigures figures) => Output
        .Write("<header><h1><bdi>").Write(Text(title)).Write("</bdi></h1><p class=\"about\">").Write(ReportWords.AsOf(figures)).Write(" · ")
        .Write(ReportWords.Count(figures.Total, "PBX", "PBXs")).Write(figures.Customers > 0 ? " of " + ReportWords.Count(figures.Customers, "customer", "customers") : "")
        .Write("</p><p class=\"headline\"><strong>").Write(Text(ReportWords.Headline(figures))).Write("</strong></p>")
        .Write(ReportWords.Boxes(figures) is { } boxes ? $"<p class=\"about\">{Text(boxes)}</p>" : "").Write("</header>");

    void WriteFigures(ReportFigures figures)
    {
        Output.Write("<ul class=\"figures\" aria-label=\"PBXs by state\">");
        foreach (var state in LicenseCheckUrgency.States)
        {
            Output.Write($"<li><a class=\"{ReportWords.Style(state)}\" href=\"#all\" data-state=\"{PageData.PlaceOf(state)}\"><b data-figure=\"{state}\">{ReportWords.Number(figures.In(state))}</b>")
                .Write($"<span>{Text(ReportWords.Of(state))}</span><small>{Text(ReportWords.Meaning(state))}</small></a></li>");
        }

        Output.Write("</ul>");
    }

    void WriteUrgent(ReportFigures figures)
    {
        Output.Write("<section id=\"action\" aria-labelledby=\"action-heading\"><h2 id=\"action-heading\">PBXs that need action</h2>");
        if (figures.NeedAction == 0)
        {
            Output.Write("<p class=\"note\">None.</p></section>");
            return;
        }

        var rows = _urgent.All();
        Output.Write("<p class=\"note\">").Write(rows.Count == figures.NeedAction
            ? $"{ReportWords.Count(rows.Count, "PBX", "PBXs")}, the most urgent first."
            : $"The {rows.Count} most urgent of {ReportWords.Number(figures.NeedAction)}; the table of all PBXs below has the others, filtered by “Needs action”.").Write("</p>");
        Output.Write($"<div class=\"scroll{(rows.Count > WholeRows ? " tall" : "")}\" role=\"region\" aria-label=\"Table of PBXs that need action\" tabindex=\"0\"><table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">")
            .Write(Heading("Customer")).Write(Heading("PBX")).Write(Heading("State")).Write(Heading("Last renewal")).Write(Heading("Days left", "number")).Write(Heading("What to do", "what")).Write("</tr></thead><tbody role=\"rowgroup\">");
        foreach (var status in rows)
        {
            Output.Write("<tr role=\"row\"><td role=\"cell\" class=\"name\">").Write(Name(status.Customer ?? "(not known)")).Write("</td><th scope=\"row\" role=\"rowheader\" class=\"name\">").Write(Name(status.Pbx))
                .Write(status.Serial is { } serial ? $"<small>{Name(serial)}</small>" : "").Write("</th><td role=\"cell\">").Write(Pill(status.State)).Write(Box(status)).Write("</td><td role=\"cell\" class=\"nowrap\" data-label=\"Last renewal\">")
                .Write(status.LastRenewal is { } renewal ? ReportWords.Minute(renewal) : "none on record").Write($"<small>{ReportWords.Age(status)}</small></td><td role=\"cell\" class=\"number\" data-label=\"Days left\">")
                .Write(status.DaysLeft is { } left ? ReportWords.Number(left) : "").Write("</td><td role=\"cell\" class=\"what\" dir=\"auto\">").Write(Text(status.Action)).Write("</td></tr>\n");
        }

        Output.Write("</tbody></table></div></section>");
    }

    // Roles that the elements have by themselves, until a narrow window lays them out as something else than a table.
    static string Heading(string text, string style = "") => $"<th scope=\"col\" role=\"columnheader\"{(style.Length > 0 ? $" class=\"{style}\"" : "")}>{text}</th>";

    static string Box(LicenseCheckStatus status)
        => string.Concat(ReportWords.MarkedOf(status).Select(static mark => $"<small>{Text(mark)}</small>"))
            + (string.IsNullOrWhiteSpace(status.BoxState) ? "" : $"<small class=\"word\">the box says “{Name(status.BoxState)}”</small>");
}
