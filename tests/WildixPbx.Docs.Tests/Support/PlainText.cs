using System.Text.RegularExpressions;

namespace WildixPbx.Tests.Support;

/// <summary>Text as it is compared: without Markdown and line breaks.</summary>
static partial class PlainText
{
    /// <summary>What is said, in one line.</summary>
    public static string Of(string text)
    {
        var plain = Links().Replace(text, "$1");
        plain = Fences().Replace(plain, "");
        return Blanks().Replace(plain.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal), " ").Trim();
    }

    [GeneratedRegex(@"\[([^\]\n]+)\]\([^)\n]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^```.*$", RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
