namespace WildixPbx.Sandbox.Portal;

/// <summary>What the portal takes as a name and as a mail address.</summary>
static class Texts
{
    const int LongestName = 200;
    const int LongestMailAddress = 254;

    /// <summary>A name without blanks around it.</summary>
    public static string Name(string text, string member)
    {
        var name = text.Trim();
        if (name.Length is 0 or > LongestName) throw Refusal.Invalid($"'{member}' has {name.Length} characters.", $"Give 1 to {LongestName} characters.");
        if (HasControl(name)) throw Refusal.Invalid($"'{member}' has a control character.", "Leave tabs, line ends and the like out.");
        // They would be steps in the path of the object's own address.
        if (name is "." or "..") throw Refusal.Invalid($"'{member}' is '{name}'.", "Give a name that says something.");
        return name;
    }

    /// <summary>A mail address: something on both sides of one @, no blanks. Whether it is somebody's only a mail can tell.</summary>
    public static string MailAddress(string text, string member)
    {
        var address = text.Trim();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var isAddress = address.Length <= LongestMailAddress
            && at > 0 && at == address.LastIndexOf('@') && at < address.Length - 1
            && !HasControl(address) && !address.Any(char.IsWhiteSpace);
        return isAddress ? address : throw Refusal.Invalid($"'{member}' is no mail address: '{Shown(address)}'.", $"Write it like name@example.com, at most {LongestMailAddress} characters, without blanks.");
    }

    /// <summary>A reason: any text of a sensible length; none where it is blank.</summary>
    public static string? Reason(string? text)
    {
        const int longest = 1000;
        var reason = text?.Trim();
        return reason?.Length > longest ? throw Refusal.Invalid($"'reason' has {reason.Length} characters.", $"Give at most {longest} characters.") : string.IsNullOrEmpty(reason) ? null : reason;
    }

    static bool HasControl(string text) => text.Any(letter => char.IsControl(letter)) || text.Any(letter => char.IsSurrogate(letter)) && !IsWellFormed(text);

    static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "...";
}
