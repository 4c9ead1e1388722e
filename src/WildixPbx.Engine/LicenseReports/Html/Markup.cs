using System.Globalization;
using System.Net;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>Small pieces of HTML and SVG.</summary>
static class Markup
{
    // A name of more may be cut off after three lines, so the whole of it is its title; the script does the same.
    const int Clamped = 40;

    /// <summary>A text as text: nothing in it is markup.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A name, which may be of any language, isolated from what surrounds it.</summary>
    public static string Name(string? name) => name?.Length > Clamped ? $"<bdi title=\"{Text(name)}\">{Text(name)}</bdi>" : $"<bdi>{Text(name)}</bdi>";

    /// <summary>A state as a coloured word.</summary>
    public static string Pill(LicenseCheckState state) => $"<span class=\"pill {ReportWords.Style(state)}\">{Text(ReportWords.Of(state))}</span>";

    /// <summary>A coordinate.</summary>
    public static string At(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A bar, with a text that a pointer over it shows.</summary>
    public static string Bar(string style, double x, double y, double width, double height, string tip)
        => $"<rect class=\"{style}\" x=\"{At(x)}\" y=\"{At(y)}\" width=\"{At(width)}\" height=\"{At(height)}\" rx=\"3\"><title>{Text(tip)}</title></rect>";

    /// <summary>A text in a drawing.</summary>
    public static string Label(string style, double x, double y, string text) => $"<text class=\"{style}\" x=\"{At(x)}\" y=\"{At(y)}\">{Text(text)}</text>";

    /// <summary>A straight line.</summary>
    public static string Line(string style, double x1, double y1, double x2, double y2)
        => $"<line class=\"{style}\" x1=\"{At(x1)}\" y1=\"{At(y1)}\" x2=\"{At(x2)}\" y2=\"{At(y2)}\" />";

    /// <summary>The beginning of a drawing that is read as one picture with a description.</summary>
    public static string Drawing(string id, double width, double height, string description)
        => $"<svg role=\"img\" aria-labelledby=\"{id}\" viewBox=\"0 0 {At(width)} {At(height)}\"><title id=\"{id}\">{Text(description)}</title>";

    /// <summary>A count that has to be short.</summary>
    public static string Short(int count) => count < 1000 ? count.ToString(CultureInfo.InvariantCulture)
        : count < 10_000 ? (count / 100 / 10.0).ToString("0.#", CultureInfo.InvariantCulture) + "k"
        : count < 1_000_000 ? (count / 1000).ToString(CultureInfo.InvariantCulture) + "k"
        : (count / 1_000_000).ToString(CultureInfo.InvariantCulture) + "M";
}
