using System.Globalization;
using System.Text;

namespace WildixPbx;

/// <summary>Names that anybody may type, paste or script: how they are compared, and how they stand in a sentence.</summary>
public static class NameText
{
    const char Isolate = '\u2068', EndOfIsolate = '\u2069';

    /// <summary>Whether two names are one, as the portal compares them: in any case, and whether an accent is part of its letter or follows it.</summary>
    public static bool Same(string one, string? other) => other is not null && StringComparer.OrdinalIgnoreCase.Equals(Composed(one.Trim()), Composed(other));

    /// <summary>A name in which each accent is part of its letter, as most programs write it. Half characters leave it as it is.</summary>
    public static string Composed(string text)
    {
        try { return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC); }
        catch (ArgumentException) { return text; }
    }

    /// <summary>A text on one line.</summary>
    public static string Line(string text) => text.IndexOfAny(['\r', '\n', '\t']) < 0 ? text : text.Replace("\r\n", " ").Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ');

    /// <summary>A text that can't turn the direction of what follows it, for where no markup isolates it.</summary>
    public static string Isolated(string text)
    {
        foreach (var character in text)
            if (character >= '\u0590' && IsTurning(character)) return Isolate + text + EndOfIsolate;
        return text;
    }

    // Hebrew, Arabic and their neighbours, their presentation forms, and the characters that only turn.
    static bool IsTurning(char character)
        => character is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') or '\u200F'
            || (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format && character is >= '\u202A' and <= '\u2069');
}
