using System.Globalization;
using static WildixPbx.Engine.LicenseReports.Html.Markup;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>The days on which terms end, in the month of the moment judged and the twelve whole months after it: a row a month, a column a day.</summary>
static class ExpiryCalendar
{
    const int MonthsAfter = 12, Days = 31, Shades = 4;
    const double Left = 76, Right = 64, Cell = 28, RowHeight = 26, Top = 24, Width = Left + (Days * Cell) + Right;

    public static void Write(ByteRows output, ReportFigures figures)
    {
        var today = (figures.AsOf?.Last ?? default).UtcDateTime.Date;
        var first = new DateTime(today.Year, today.Month, 1);
        var months = 1 + Math.Min(MonthsAfter, ((DateTime.MaxValue.Year - first.Year) * 12) + DateTime.MaxValue.Month - first.Month);
        var end = LastDay(first.AddMonths(months - 1));
        var past = figures.Expiries.Where(expiry => expiry.Key < today).Sum(static expiry => expiry.Value);
        var later = figures.Expiries.Where(expiry => expiry.Key > end).Sum(static expiry => expiry.Value);
        var shown = figures.Expiries.Where(expiry => expiry.Key >= today && expiry.Key <= end).ToDictionary(static expiry => expiry.Key, static expiry => expiry.Value);

        output.Write("<section id=\"calendar\" aria-labelledby=\"calendar-heading\"><h2 id=\"calendar-heading\">Terms that end</h2><p class=\"note\">How many terms end on each day")
            .Write(figures.AsOf is null ? "" : $" from {ReportWords.Day(today)} to {ReportWords.Day(end)}").Write("; the darker, the more.")
            .Write(past > 0 ? $" {ReportWords.Count(past, "term", "terms")} ended before today." : "")
            .Write(later > 0 ? $" {ReportWords.Count(later, "term ends", "terms end")} after {ReportWords.Day(end)}." : "").Write("</p>");
        if (shown.Count == 0) output.Write("<p>No term ends in this time.</p></section>");
        else
        {
            Draw(output, shown, first, today, months);
            WriteTable(output, shown, first, months);
            output.Write("</section>");
        }
    }

    static DateTime LastDay(DateTime month) => month.AddDays(DateTime.DaysInMonth(month.Year, month.Month) - 1);

    static void Draw(ByteRows output, Dictionary<DateTime, int> counts, DateTime first, DateTime today, int months)
    {
        var most = counts.Values.Max();
        output.Write("<div class=\"scroll\" role=\"region\" aria-label=\"Calendar of terms that end\" tabindex=\"0\">")
            .Write(Drawing("calendar-title", Width, Top + (months * RowHeight), $"Calendar of {ReportWords.Number(counts.Values.Sum())} terms that end from {ReportWords.Day(today)} to {ReportWords.Day(LastDay(first.AddMonths(months - 1)))}"));
        for (var day = 1; day <= Days; day++) output.Write(Label("dim middle cell", Left + ((day - 0.5) * Cell), 14, day.ToString(CultureInfo.InvariantCulture)));
        for (var row = 0; row < months; row++)
        {
            var (month, y) = (first.AddMonths(row), Top + (row * RowHeight));
            var sum = 0;
            output.Write(Label("", 0, y + 16, month.ToString("MMM yyyy", CultureInfo.InvariantCulture)));
            for (var day = 1; day <= DateTime.DaysInMonth(month.Year, month.Month); day++)
            {
                var date = month.AddDays(day - 1);
                if (date < today) continue;
                counts.TryGetValue(date, out var count);
                sum += count;
                var x = Left + ((day - 1) * Cell);
                output.Write(Bar("heat" + Shade(count, most), x + 1.5, y + 1.5, Cell - 3, RowHeight - 3, $"{ReportWords.Day(date)}: {ReportWords.Number(count)}"))
                    .Write(count == 0 ? "" : Label("middle cell" + (Shade(count, most) == Shades ? " strong" : ""), x + (Cell / 2), y + 16.5, Short(count)));
            }

            output.Write(Label("end dim", Width, y + 16, ReportWords.Number(sum)));
        }

        output.Write("</svg></div>");
    }

    static int Shade(int count, int most) => count == 0 ? 0 : Math.Max(1, (int)Math.Ceiling((double)Shades * count / most));

    static void WriteTable(ByteRows output, Dictionary<DateTime, int> counts, DateTime first, int months)
    {
        output.Write("<details><summary>The same as a table</summary><table class=\"months\"><thead><tr><th scope=\"col\">Month</th><th scope=\"col\" class=\"number\">Terms that end</th></tr></thead><tbody>");
        for (var row = 0; row < months; row++)
        {
            var month = first.AddMonths(row);
            var sum = counts.Where(expiry => expiry.Key >= month && expiry.Key <= LastDay(month)).Sum(static expiry => expiry.Value);
            output.Write($"<tr><th scope=\"row\">{month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}</th><td class=\"number\">{ReportWords.Number(sum)}</td></tr>");
        }

        output.Write("</tbody></table></details>");
    }
}
