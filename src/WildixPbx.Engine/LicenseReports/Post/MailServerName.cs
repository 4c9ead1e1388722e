using System.Globalization;
using System.Net;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>A mail server as people and settings write it: its name or address, with or without the port.</summary>
static class MailServerName
{
    const string Forms = "Give a host name or an address, with a port where it has one of its own: mail.example.com, mail.example.com:2525, 192.0.2.1 or [2001:db8::1]:2525.";

    /// <summary>The host, an IPv6 address without brackets, and the port where one was given.</summary>
    /// <param name="server">The server as it was written.</param>
    /// <param name="port">The port that was given beside it.</param>
    /// <exception cref="ValidationException">It is none, or two ports were given.</exception>
    public static (string Host, int? Port) Read(string server, int? port)
    {
        var text = server.Trim();
        var (host, written) = Split(text);
        if (!IsHost(host)) throw Invalid($"'{NameText.Line(Shown(text))}' is no mail server.", Forms, "SmtpServer");
        if (written is null) return (host, port);
        if (!ushort.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var own) || own == 0)
            throw Invalid($"'{NameText.Line(Shown(written))}' is no port of a mail server.", $"A port is a number from 1 to 65535. {Forms}", "SmtpServer");
        if (port is { } given && given != own)
            throw Invalid(FormattableString.Invariant($"-SmtpServer says port {own}, and -Port says {given}."), "Give the port once.", "Port");
        return (host, own);
    }

    /// <summary>Host and port in one text.</summary>
    public static string Write(string host, int port) => string.Format(CultureInfo.InvariantCulture, host.IndexOf(':') < 0 ? "{0}:{1}" : "[{0}]:{1}", host, port);

    // More colons than one are those of an IPv6 address; a port behind them takes brackets to be told.
    static (string Host, string? Port) Split(string text)
    {
        if (text.Length > 0 && text[0] == '[' && text.IndexOf(']') is > 0 and var end && (end == text.Length - 1 || text[end + 1] == ':'))
        {
            var inside = text.Substring(1, end - 1);
            return (inside.IndexOf(':') < 0 ? text : inside, end == text.Length - 1 ? null : text.Substring(end + 2));
        }

        var colon = text.IndexOf(':');
        return colon < 0 || colon != text.LastIndexOf(':') || text.IndexOf('/') >= 0 ? (text, null) : (text.Substring(0, colon), text.Substring(colon + 1));
    }

    static bool IsHost(string text) => text.IndexOf(':') < 0
        ? Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4
        : IPAddress.TryParse(text, out _);

    // Whoever writes the whole address of an account may have written the password into it.
    static string Shown(string text) => text.LastIndexOf('@') is >= 0 and var at ? "***" + text.Substring(at) : text;

    static ValidationException Invalid(string message, string action, string parameter) => new("Validation", message, action) { Column = parameter };
}
