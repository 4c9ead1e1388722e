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

    /// <summary>Reads an address.</summary>
    /// <exception cref="ValidationException">It is none.</exception>
    public static MailboxAddress Of(string text, string parameter)
        => MailboxAddress.TryParse(text, out var address) && address.Address.IndexOf('@') > 0 && text.IndexOfAny(['\r', '\n']) < 0
            ? address
            : throw new ValidationException("Validation", $"'{CleanText.Line(text)}' is no mail address ({parameter}).", "Write it like it@example.com or IT office <it@example.com>.") { Column = parameter };

    /// <summary>The address alone, in lower case, so that one receiver is known by one text.</summary>
    public static string AddressOf(string text) => Of(text, "To").Address.ToLowerInvariant();
}
