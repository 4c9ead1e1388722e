using System.Text.RegularExpressions;

namespace WildixPbx.Engine.Redaction;

/// <summary>Finds secrets that nobody registered, by where they stand: headers, JSON members, query parameters, addresses.</summary>
static class SecretPatterns
{
    const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline;

    // A name that ends like this holds a secret: activationKey does, keyboard does not, and an idempotency key is none.
    const string Name = @"(?!idempotency[-_]?key\b)[\w.\-]*?(?:token|password|passwd|passphrase|pwd|secret|credential|key)s?";

    static readonly string[] Hints = ["token", "pass", "pwd", "secret", "credential", "authoriz", "cookie", "key", "bearer", "://", "wsk-v1-", "access_"];

    // How the tokens of PBXs begin: company keys and simple tokens.
    static readonly Regex BoxToken = new(@"\b(wsk-v1-|access_)(?=[\w\-.]*\d)[\w\-.]{12,}", RegexOptions.CultureInvariant);

    static readonly Regex Header = new(@"\b((?:(?:proxy-)?authorization|x-api-key|(?:set-)?cookie)\b\\?[""']?\s*[:=]\s*\\?[""']?(?:(?:bearer|basic|digest|negotiate|ntlm)\s+)?)[^\s""'\\,;<]+", Options);

    // A word of a scheme alone is ordinary English; what follows it is a secret only if it looks like one.
    static readonly Regex Scheme = new(@"\b(bearer\s+)(?=[^\s""'<]*\d)[\w\-.~+/]{12,}=*", Options);

    // With one level of escaping: JSON that stands in a JSON string.
    static readonly Regex JsonText = new($@"((?<quote>\\*"")(?:{Name})\k<quote>\s*:\s*\k<quote>)(?:(?!\k<quote>)(?:\\.|.))*", Options);
    static readonly Regex JsonOther = new($@"(\\*""(?:{Name})\\*""\s*:\s*)(?:\[[^\]]*\]|\{{[^{{}}]*\}}|-?\d[\d.eE+\-]*)", Options);
    static readonly Regex Query = new($@"((?:^|[?&;\s]){Name}=)[^&\s#""'<]+", Options);
    static readonly Regex UserInfo = new(@"(://[^/\s:@""']*:)[^/\s@""']+(?=@)", Options);

    /// <summary>The text without them; the text itself where there are none.</summary>
    public static string Redact(string text)
    {
        if (!MayHold(text)) return text;
        text = Header.Replace(text, "$1" + Redactor.Mask);
        text = BoxToken.Replace(text, "$1" + Redactor.Mask);
        text = Scheme.Replace(text, "$1" + Redactor.Mask);
        text = JsonText.Replace(text, "$1" + Redactor.Mask);
        text = JsonOther.Replace(text, "$1\"" + Redactor.Mask + "\"");
        text = Query.Replace(text, "$1" + Redactor.Mask);
        return UserInfo.Replace(text, "$1" + Redactor.Mask);
    }

    static bool MayHold(string text)
    {
        foreach (var hint in Hints)
            if (text.IndexOf(hint, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        return false;
    }
}
