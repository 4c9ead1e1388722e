using System.Text;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>Makes names fit to be written: whoever names a PBX can type, paste or script anything.</summary>
static class CleanText
{
    const char Replacement = '\uFFFD';
    const string Unseen = "\u200B";

    /// <summary>A status whose texts hold no half characters and none that neither XML nor HTML may hold; the same one where they hold none.</summary>
    public static LicenseCheckStatus Of(LicenseCheckStatus status)
        => IsClean(status.Customer) && IsClean(status.Pbx) && IsClean(status.Serial) && IsClean(status.PbxId) && IsClean(status.Model) && IsClean(status.LicenseServer) && IsClean(status.Action)
            && (status.BoxAnswer == LicenseCheckBoxAnswer.NotAsked || (IsClean(status.BoxProblem) && IsClean(status.BoxSerial) && IsClean(status.BoxState) && IsClean(status.Disagreement)))
            ? status
            : status with
            {
                Customer = Optional(status.Customer),
                Pbx = Of(status.Pbx),
                PbxId = Optional(status.PbxId),
                Serial = Optional(status.Serial),
                Model = Optional(status.Model),
                LicenseServer = Optional(status.LicenseServer),
                Action = Of(status.Action),
                BoxProblem = Optional(status.BoxProblem),
                BoxSerial = Optional(status.BoxSerial),
                BoxState = Optional(status.BoxState),
                Disagreement = Of(status.Disagreement),
            };

    /// <summary>A text in which every such character is replaced.</summary>
    public static string Of(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text);
        for (var i = 0; i < clean.Length; i++)
        {
            if (char.IsHighSurrogate(clean[i]) && i + 1 < clean.Length && char.IsLowSurrogate(clean[i + 1])) i++;
            else if (IsBad(clean[i])) clean[i] = Replacement;
        }

        return clean.ToString();
    }

    /// <summary>
    /// A text on one line that chats and tickets neither make a link of nor call anybody for, and that can't turn what follows
    /// it: they look for addresses and names in any text, so a space without width stands in between.
    /// </summary>
    public static string Inert(string text) => NameText.Isolated(NameText.Line(text).Replace("://", ":" + Unseen + "//").Replace("@", "@" + Unseen));

    static string? Optional(string? text) => text is null ? null : Of(text);

    static bool IsClean(string? text)
    {
        if (text is null) return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= ' ' and < '\u007F') continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (IsBad(text[i])) return false;
        }

        return true;
    }

    static bool IsBad(char character)
        => char.IsSurrogate(character) || character is '\uFFFE' or '\uFFFF' || (char.IsControl(character) && character is not ('\t' or '\n' or '\r'));
}
