using MimeKit;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>Mail addresses as people write them: alone, or with a name before.</summary>
static class MailAddresses
{
    /// <summary>The address, where it is one.</summary>
    /// <exception cref="ValidationException">It is none.</exception>
    public static string Check(string text, string parameter)
    {
        _ = Of(text, parameter);
        return text.Trim();
    }

    /// <summary>
    /// The addresses of texts in each of which several may stand, as people and settings write them: with a comma or a
    /// semicolon between. One between quotation marks or in angle brackets belongs to its address.
    /// </summary>
    public static IReadOnlyList<string> Split(IEnumerable<string> texts)
    {
        var addresses = new List<string>();
        foreach (var text in texts)
        {
            var (from, isQuoted, isBracketed) = (0, false, false);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '"') isQuoted = !isQuoted;
                else if (isQuoted) continue;
                else if (text[i] is '<' or '>') isBracketed = text[i] == '<';
                else if (text[i] is ',' or ';' && !isBracketed)
                {
                    Take(text.Substring(from, i - from));
                    from = i + 1;
                }
            }

            Take(text.Substring(from));
        }

        return addresses;

        void Take(string part)
        {
            if (part.Trim() is { Length: > 0 } address) addresses.Add(address);
        }
    }

    /// <summary>Whether a text is an address.</summary>
    public static bool IsOne(string text) => Read(text) is not null;

    /// <summary>Reads an address.</summary>
    /// <exception cref="ValidationException">It is none.</exception>
    public static MailboxAddress Of(string text, string parameter)
        => Read(text) is { } address
            ? address
            : throw new ValidationException("Validation", $"'{NameText.Isolated(NameText.Line(text))}' is no mail address ({parameter}).", "Write it like it@example.com or IT office <it@example.com>.") { Column = parameter };

    /// <summary>The address alone, in lower case, so that one receiver is known by one text.</summary>
    public static string AddressOf(string text) => Of(text, "To").Address.ToLowerInvariant();

    static MailboxAddress? Read(string text)
        => MailboxAddress.TryParse(text, out var address) && address.Address.IndexOf('@') > 0 && text.IndexOfAny(['\r', '\n']) < 0 ? address : null;
}
