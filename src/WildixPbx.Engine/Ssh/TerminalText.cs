using System.Text.RegularExpressions;

namespace WildixPbx.Engine.Ssh;

/// <summary>What a terminal would show of what was sent to it: without colours and other control sequences, and with line ends of one kind.</summary>
static class TerminalText
{
    static readonly Regex Controls = new(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)|[ -/]+[0-~]|[0-~])|[\x00-\x07\x0B\x0C\x0E-\x1A\x1C-\x1F\x7F]", RegexOptions.CultureInvariant);

    // The beginning of a sequence whose end has not come yet.
    static readonly Regex Unfinished = new(@"\x1B(?:\[[0-?]*[ -/]*|\][^\x07\x1B]*\x1B?|[ -/]*)?\z", RegexOptions.CultureInvariant);

    // A line that is written over, as progress is shown.
    static readonly Regex Overwritten = new(@"[^\n\r]*\r+(?=[^\n\r])", RegexOptions.CultureInvariant);

    /// <summary>The text without control sequences.</summary>
    public static string Of(string raw)
    {
        var text = Controls.Replace(Unfinished.Replace(raw, ""), "");
        text = Overwritten.Replace(text, "");
        return text.Replace("\r", "");
    }

    /// <summary>Where a sequence begins whose end has not come yet; the length of the text where there is none.</summary>
    public static int WholeLength(string raw) => Unfinished.Match(raw) is { Success: true } match ? match.Index : raw.Length;

    /// <summary>How much at the beginning of a line without end is written over, and can't be seen any more.</summary>
    public static int OverwrittenLength(string raw)
    {
        var end = raw.Length;
        while (end > 0 && raw[end - 1] == '\r') end--; // of a line end that has not come yet, perhaps
        return end == 0 ? 0 : raw.LastIndexOf('\r', end - 1) + 1;
    }

    /// <summary>What stands after the echo of a line that was typed; nothing while the echo is still coming.</summary>
    public static string WithoutEcho(string text, string echo)
    {
        if (echo.Length == 0) return text;
        if (text.StartsWith(echo, StringComparison.Ordinal)) return text.Substring(echo.Length);
        return echo.StartsWith(text, StringComparison.Ordinal) ? "" : text;
    }
}
