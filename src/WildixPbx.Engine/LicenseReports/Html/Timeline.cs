using System.Globalization;
using static WildixPbx.Engine.LicenseReports.Html.Markup;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>The days on which PBXs fall to emergency calls, and those on which they fell, around the moment judged.</summary>
static class Timeline
{
    const int DaysBefore = 14, DaysAfter = 14;
    const double Width = 720, Height = 204, Top = 22, Bottom = 34, Left = 4;

    public static void Write(ByteRows output, ReportFigures figures)
    {
        var today = (figures.AsOf?.Last ?? default).UtcDateTime.Date;
        var first = today == default ? today : today.AddDays(-DaysBefore);
        var counts = new int[DaysBefore + 1 + DaysAfter];
        var earlier = 0;
        foreach (var fall in figures.Falls)
        {
            var place = (fall.Key - first).Days;
            if (place < 0) earlier += fall.Value;
            else if (place < counts.Length) counts[place] += fall.Value;
        }

        output.Write("<section id=\"timeline\" aria-labelledby=\"timeline-heading\"><h2 id=\"timeline-heading\">Falling to emergency calls</h2>")
            .Write("<p class=\"note\">How many PBXs reach the end of their 14 days on each day (UTC): in the past they make emergency calls only, in the future they will unless they renew.")
            .Write(earlier > 0 ? $" {ReportWords.Count(earlier, "PBX", "PBXs")} fell earlier than this." : "").Write("</p>");
        output.Write("<p class=\"key\"><span><i class=\"emergency\"></i>has fallen</span><span><i class=\"grace\"></i>will fall, unless it renews</span></p>");
        Draw(output, counts, first, today);
        WriteTable(output, counts, first);
        output.Write("</section>");
    }

    static void Draw(ByteRows output, int[] counts, DateTime first, DateTime today)
    {
        var (step, most, floor) = ((Width - Left) / counts.Length, Math.Max(1, counts.Max()), Height - Bottom);
        output.Write(Drawing("timeline-title", Width, Height, $"PBXs that fall to emergency calls by day, {counts.Take(DaysBefore).Sum()} before {ReportWords.Day(today)}, {counts.Skip(DaysBefore).Sum()} from then on"));
        output.Write(Line("grid", Left, floor, Width, floor));
        for (var i = 0; i < counts.Length; i++)
        {
            var (day, x) = (first.AddDays(i), Left + (i * step));
            if (counts[i] > 0)
            {
                var height = Math.Max(4, (floor - Top) * counts[i] / most);
                output.Write(Bar(i < DaysBefore ? "emergency" : "grace", x + 2, floor - height, step - 4, height, $"{ReportWords.Day(day)}: {ReportWords.Number(counts[i])}"))
                    .Write(Label("middle", x + (step / 2), floor - height - 5, Short(counts[i])));
            }

            if (i == DaysBefore)
                output.Write(Line("now", x, 4, x, floor)).Write(Label("", x + 5, 14, "today")).Write(Label("middle", x + (step / 2), floor + 16, day.ToString("MMM d", CultureInfo.InvariantCulture)));
            else if ((i - DaysBefore) % 4 == 0)
                output.Write(Label("dim middle", Math.Min(Math.Max(x + (step / 2), 18), Width - 18), floor + 16, day.ToString("MMM d", CultureInfo.InvariantCulture)));
        }

        output.Write("</svg>");
    }

    static void WriteTable(ByteRows output, int[] counts, DateTime first)
    {
        if (counts.All(static count => count == 0)) return;
        output.Write("<details><summary>The same as a table</summary><table class=\"months\"><thead><tr><th scope=\"col\">Day</th><th scope=\"col\" class=\"number\">PBXs</th></tr></thead><tbody>");
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0) output.Write($"<tr><th scope=\"row\">{ReportWords.Day(first.AddDays(i))}</th><td class=\"number\">{ReportWords.Number(counts[i])}</td></tr>");
        output.Write("</tbody></table></details>");
    }
}
