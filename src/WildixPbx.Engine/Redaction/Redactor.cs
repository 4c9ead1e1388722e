using System.Net;
using System.Text;
using System.Text.Json;
using WildixPbx.Boxes;

namespace WildixPbx.Engine.Redaction;

/// <summary>
/// Takes secrets out of everything that leaves the engine: reports, log and exceptions, of what was sent and of what
/// came back, since a far end may echo. Safe to use from several calls at once; without a hit it allocates nothing.
/// </summary>
sealed class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mask = "***";

    // Shorter ones would blank out ordinary words, and can't be kept secret anyway.
    const int ShortestSecret = 4;

    readonly object _gate = new();
    volatile string[] _forms = [];

    /// <summary>Registers a secret by value, in every form in which it may come back.</summary>
    public void Register(string secret)
    {
        // The factory password is printed in the guide, and is a part of every PBX's host name.
        if (secret.Length < ShortestSecret || secret == FactoryLogin.Password) return;
        lock (_gate)
        {
            var forms = new HashSet<string>(_forms, StringComparer.Ordinal);
            foreach (var form in FormsOf(secret))
                if (form.Length >= ShortestSecret) forms.Add(form);
            if (forms.Count == _forms.Length) return;

            // The longest first: a shorter one may be a part of it.
            _forms = [.. forms.OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal)];
        }
    }

    /// <summary>The text without secrets; the text itself where there are none.</summary>
    public string Redact(string text)
    {
        if (text.Length == 0) return text;
        return SecretPatterns.Redact(WithoutKnown(text));
    }

    /// <summary>
    /// The text without secrets that were sent; what merely looks like one stays. For what somebody asked a box for:
    /// a file of settings would be of no use to them with all its values taken out.
    /// </summary>
    public string WithoutKnown(string text)
    {
        foreach (var form in _forms) text = Without(text, form);
        return text;
    }

    /// <summary>The same for what may not be there.</summary>
    public string? RedactOptional(string? text) => text is null ? null : Redact(text);

    /// <summary>The first part of a body, for a message: redacted before it is cut, so that no half of a secret is left.</summary>
    public string Beginning(byte[] body, int length = 200)
    {
        // A secret that begins within the part shown ends within this.
        const int Window = 16 * 1024;
        var text = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, Window));
        text = Redact(text);
        var shown = new StringBuilder(length + 3);
        foreach (var character in text)
        {
            if (shown.Length == length) return shown.Append("...").ToString();
            shown.Append(char.IsControl(character) ? ' ' : character);
        }

        return shown.ToString();
    }

    /// <summary>
    /// An exception that may be shown: itself where its text holds no secret, else another one with the text redacted.
    /// The runtime quotes what a server answered, such as a status line that can't be read.
    /// </summary>
    public Exception? Safe(Exception? exception)
    {
        if (exception is null) return null;
        var text = exception.ToString();
        var redacted = Redact(text);
        return ReferenceEquals(text, redacted) ? exception : new IOException(redacted);
    }

    static IEnumerable<string> FormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var base64 = Convert.ToBase64String(bytes);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return JsonEncodedText.Encode(secret, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return base64;
        yield return base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    // Without regard to case: percent escapes come in both, and a far end may fold what it echoes.
    static string Without(string text, string form)
    {
        var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text;
        var result = new StringBuilder(text.Length);
        var from = 0;
        for (; at >= 0; at = text.IndexOf(form, from, StringComparison.OrdinalIgnoreCase))
        {
            result.Append(text, from, at - from).Append(Mask);
            from = at + form.Length;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }
}
