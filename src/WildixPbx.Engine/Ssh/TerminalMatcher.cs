using System.Text.RegularExpressions;

namespace WildixPbx.Engine.Ssh;

/// <summary>Says what stands on a terminal. It only looks; the waiting is the terminal's.</summary>
static class TerminalMatcher
{
    /// <summary>What stands there, given which prompts are expected.</summary>
    /// <param name="text">What came since the last answer, as it is shown.</param>
    /// <param name="expected">The prompts, in the order in which they are looked for.</param>
    /// <param name="progress">What stands without a line end and yet asks nothing.</param>
    public static Sight Look(string text, IReadOnlyList<TerminalPrompt> expected, IReadOnlyList<Regex> progress)
    {
        foreach (var prompt in expected)
            if (MatchOf(prompt.Pattern, text) is { } match) return new Sight(Standing.Prompt, prompt, match);

        // A line that has ended asks nothing: whatever runs is still at work.
        var asks = text.Length > 0 && text[text.Length - 1] != '\n' && LastLine(text).Trim().Length > 0 && !progress.Any(pattern => MatchOf(pattern, text) is not null);
        return new Sight(asks ? Standing.Unknown : Standing.Nothing, null, null);
    }

    static Match? MatchOf(Regex pattern, string text)
    {
        try
        {
            return pattern.Match(text) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null; // what can't be told in a second is not known
        }
    }

    static string LastLine(string text) => text.Substring(text.LastIndexOf('\n') + 1);
}

/// <summary>What may stand on a terminal.</summary>
enum Standing
{
    /// <summary>Nothing that asks.</summary>
    Nothing,

    /// <summary>Something that may ask, and that no expected pattern covers.</summary>
    Unknown,

    /// <summary>A prompt that is expected.</summary>
    Prompt,
}

/// <summary>What was seen.</summary>
/// <param name="Standing">Whether it is a prompt.</param>
/// <param name="Prompt">Which one.</param>
/// <param name="Match">Where, with the pattern's groups.</param>
readonly record struct Sight(Standing Standing, TerminalPrompt? Prompt, Match? Match);
