using System.Text;
using WildixPbx.Engine.LicenseReports.Html;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>The text of a mail, as HTML and plain. Mail programs run no script and know little style, so both are simple.</summary>
static class MailText
{
    const string Cell = "padding:6px 10px;border-bottom:1px solid #dbe1e8;text-align:left;vertical-align:top";

    const string Facts = "padding:6px 10px 0;text-align:left;vertical-align:top";

    /// <summary>The plain part.</summary>
    public static string Plain(ReportScope scope, string title)
    {
        var figures = scope.Figures;
        var text = new StringBuilder();
        text.Append(NameText.Isolated(TitleOf(scope, title))).Append("\n\n").Append(ReportWords.Headline(figures)).Append('\n').Append(ReportWords.AsOf(figures)).Append(".\n\n");
        if (ReportWords.Boxes(figures) is { } boxes) text.Append(boxes).Append("\n\n");
        foreach (var state in LicenseCheckUrgency.States) text.Append(ReportWords.Number(figures.In(state)).PadLeft(8)).Append("  ").Append(ReportWords.Of(state)).Append('\n');
        text.Append(ReportWords.Number(figures.Total).PadLeft(8)).Append("  PBXs in all\n");
        foreach (var status in scope.Urgent) text.Append('\n').Append(Lines(status));
        return text.Append('\n').Append(Ending(scope)).Append('\n').ToString();
    }

    /// <summary>The HTML part.</summary>
    public static string Html(ReportScope scope, string title)
    {
        var figures = scope.Figures;
        var text = new StringBuilder();
        text.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Markup.Text(TitleOf(scope, title)))
            .Append("</title></head>\n<body style=\"font:15px/1.5 'Segoe UI',Roboto,Arial,sans-serif;color:#17202c\">\n<h1 style=\"font-size:20px;margin:0 0 6px\">").Append(Markup.Name(TitleOf(scope, title)))
            .Append("</h1>\n<p style=\"margin:0 0 4px\"><strong>").Append(Markup.Text(ReportWords.Headline(figures))).Append("</strong></p>\n<p style=\"margin:0 0 14px;color:#525e6c\">")
            .Append(ReportWords.AsOf(figures)).Append('.').Append(ReportWords.Boxes(figures) is { } boxes ? " " + Markup.Text(boxes) : "").Append("</p>\n<table style=\"border-collapse:collapse;margin:0 0 16px\">");
        foreach (var state in LicenseCheckUrgency.States) text.Append(Row(ReportWords.Of(state), figures.In(state)));
        text.Append(Row("PBXs in all", figures.Total)).Append("</table>\n");
        if (scope.Urgent.Count > 0) AppendTable(text, scope.Urgent, scope.IsWhole);
        return text.Append("<p style=\"color:#525e6c\">").Append(Markup.Text(Ending(scope))).Append("</p>\n</body></html>\n").ToString();
    }

    static string TitleOf(ReportScope scope, string title) => NameText.Line(CleanText.Of(scope.Customer is { Length: > 0 } customer ? $"{title}, {customer}" : title));

    static string Row(string name, int count)
        => $"<tr><td style=\"{Cell}\">{Markup.Text(name)}</td><td style=\"{Cell};text-align:right\">{ReportWords.Number(count)}</td></tr>";

    static void AppendTable(StringBuilder text, IReadOnlyList<LicenseCheckStatus> urgent, bool withCustomer)
    {
        text.Append("<table style=\"border-collapse:collapse;font-size:14px\"><thead><tr>");
        foreach (var heading in withCustomer ? new[] { "Customer", "PBX", "State", "Last renewal", "Days left" } : ["PBX", "State", "Last renewal", "Days left"])
            text.Append("<th style=\"").Append(Cell).Append(";color:#525e6c\">").Append(heading).Append("</th>");
        text.Append("</tr></thead><tbody>\n");
        foreach (var status in urgent)
        {
            text.Append("<tr>");
            if (withCustomer) text.Append(Data(Markup.Name(status.Customer)));
            text.Append(Data($"<strong>{Markup.Name(status.Pbx)}</strong>{(status.Serial is { } serial ? "<br>" + Markup.Name(serial) : "")}"))
                .Append(Data($"<span style=\"{Colors(status.State)};padding:1px 8px;border-radius:9px\">{Markup.Text(ReportWords.Of(status.State))}</span>"))
                .Append(Data(Renewal(status))).Append(Data(status.DaysLeft is { } left ? ReportWords.Number(left) : ""))
                .Append("</tr>\n<tr><td colspan=\"").Append(withCustomer ? '5' : '4').Append("\" style=\"").Append(Cell).Append("\">").Append(Markup.Text(status.Action)).Append("</td></tr>\n"); // a column of its own would be off the edge of a small window
        }

        text.Append("</tbody></table>\n");
    }

    static string Renewal(LicenseCheckStatus status)
        => status.LastRenewal is { } renewal ? $"<span style=\"white-space:nowrap\">{ReportWords.Minute(renewal)}</span><br>{ReportWords.Age(status)}" : Markup.Text(ReportWords.Renewal(status));

    static string Data(string html) => $"<td style=\"{Facts}\">{html}</td>";

    static string Colors(LicenseCheckState state) => state switch
    {
        LicenseCheckState.EmergencyOnly => "background:#fde5e2;color:#8a1c12",
        LicenseCheckState.Grace => "background:#fdefc8;color:#86350b",
        LicenseCheckState.NotCovered => "background:#d8e9fd;color:#17478f",
        LicenseCheckState.Ok => "background:#d4f5e1;color:#075738",
        _ => "background:#ebe7fd;color:#4d3493",
    };

    static string Lines(LicenseCheckStatus status)
    {
        var customer = status.Customer is { } name ? NameText.Isolated(NameText.Line(name)) + " / " : "";
        var left = status.DaysLeft is { } days ? $", {ReportWords.Count(days, "day", "days")} left" : "";
        return $"{customer}{NameText.Isolated(NameText.Line(status.Pbx))}: {ReportWords.Of(status.State)}{left}\n  last renewal {ReportWords.Renewal(status)}\n  {NameText.Line(status.Action)}\n";
    }

    static string Ending(ReportScope scope)
    {
        var more = scope.Figures.NeedAction > ReportScope.MaximumRows ? $"These are the {ReportScope.MaximumRows} most urgent of {ReportWords.Number(scope.Figures.NeedAction)}. " : "";
        return more + (scope.IsShortened ? "The attached CSV has the PBXs that need action; with all it would be too large for a mail." : "The attached CSV has every PBX.") + " Times are UTC.";
    }
}
