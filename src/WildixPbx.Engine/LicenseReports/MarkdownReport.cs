using System.Text;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>Markdown for chats and tickets: the figures, and a table of the PBXs that need something done.</summary>
sealed class MarkdownReport(ByteRows output, string title) : ReportFormat(output)
{
    /// <summary>More would not be read in a chat, and many cut messages off.</summary>
    const int MaximumRows = 100;

    readonly MostUrgent _urgent = new(MaximumRows);

    /// <inheritdoc/>
    public override void Add(LicenseCheckStatus status) => _urgent.Add(status);

    /// <inheritdoc/>
    public override void End(ReportFigures figures)
    {
        Output.Write("# ").Write(Text(title)).Write("\n\n").Write(ReportWords.AsOf(figures)).Write(". ").Write(ReportWords.Headline(figures)).Write("\n\n");
        if (ReportWords.Boxes(figures) is { } boxes) Output.Write(boxes).Write("\n\n");
        Output.Write("| State | PBXs |\n|---|---:|\n");
        foreach (var state in LicenseCheckUrgency.States) Output.Write($"| {ReportWords.Of(state)} | {ReportWords.Number(figures.In(state))} |\n");
        Output.Write($"| **All** | **{ReportWords.Number(figures.Total)}** |\n");
        if (figures.NeedAction == 0) return;

        Output.Write("\n## PBXs that need action\n\n| Customer | PBX | State | Last renewal | Days left | What to do |\n|---|---|---|---|---:|---|\n");
        foreach (var status in _urgent.All())
        {
            Output.Write("| ").Write(Text(status.Customer)).Write(" | ").Write(Text(status.Pbx)).Write(" | ").Write(ReportWords.Of(status.State)).Write(" | ")
                .Write(ReportWords.Renewal(status)).Write(" | ").Write(status.DaysLeft is { } left ? ReportWords.Number(left) : "").Write(" | ").Write(Text(status.Action)).Write(" |\n");
        }

        if (figures.NeedAction > MaximumRows) Output.Write($"\nThese are the {MaximumRows} most urgent of {ReportWords.Number(figures.NeedAction)}.\n");
    }

    /// <summary>A text in which nothing is markup, a link, or calls anybody.</summary>
    public static string Text(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var character in CleanText.Inert(text ?? ""))
        {
            switch (character)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '~' or '#' or '!': escaped.Append('\\').Append(character); break;
                default: escaped.Append(character); break;
            }
        }

        return escaped.ToString();
    }
}
