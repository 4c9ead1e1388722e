using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using WildixPbx.Engine.Redaction;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>What a failed mail is called. Nothing leaves here that the redactor has not seen: a server may echo a login.</summary>
sealed class MailErrors(string server, bool hasLogin, TimeSpan timeout, Redactor redactor)
{
    /// <summary>Whether an exception is one of sending mail.</summary>
    public static bool IsOfMail(Exception exception)
        => exception is CommandException or ProtocolException or SslHandshakeException or SocketException or IOException or NotSupportedException or System.TimeoutException
            or MailKit.Security.AuthenticationException or System.Security.Authentication.AuthenticationException or InvalidOperationException or OperationCanceledException;

    /// <summary>The error of a mail that was not sent.</summary>
    public WildixPbxException Of(Exception exception)
    {
        var cause = redactor.Safe(exception);
        var what = redactor.Redact(exception.Message);
        return exception switch
        {
            ServiceNotAuthenticatedException or SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired } when !hasLogin => new AuthenticationException(
                "SmtpLoginRefused", $"The mail server {server} takes no mail without a login: {what}", "Give -Credential.", cause),
            MailKit.Security.AuthenticationException or ServiceNotAuthenticatedException or SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired } => new AuthenticationException(
                "SmtpLoginRefused", $"The mail server {server} refuses the login: {what}", "Check -Credential. Some servers take an app password only, or no password at all.", cause),
            SmtpCommandException command => new TransportException(
                "SmtpRefused", $"The mail server {server} refuses the mail ({(int)command.StatusCode}): {what}", IsForNow(command.StatusCode) ? "The server refuses for now: try again in some minutes." : "Check -From and the receivers, and whether the server lets this machine send.", cause)
            { StatusCode = (int)command.StatusCode },
            SslHandshakeException or System.Security.Authentication.AuthenticationException => new TransportException(
                "SmtpCertificateRejected",
                $"Nothing was sent to the mail server {server}: its certificate is not trusted, or it speaks no TLS there. {FirstLine(what)}",
                "Use the name that the certificate is for, or have its issuer trusted by this machine. -UseSsl is for port 465, -StartTls for 587 and 25.",
                cause),
            NotSupportedException => new ValidationException(
                "InsecureTransport",
                $"Nothing was sent to the mail server {server}: it offers no STARTTLS, or no login that can be used here. {FirstLine(what)}",
                "Use -UseSsl on its TLS port. -AllowInsecureTransport sends all the same, in plain text.",
                cause),
            System.TimeoutException or OperationCanceledException => new TimeoutException(
                "Timeout", FormattableString.Invariant($"The mail server {server} did not answer within {timeout.TotalSeconds:0.###} s."), "Try again later, or give a longer -Timeout.", cause),
            _ => new TransportException("SmtpUnreachable", $"The mail server {server} can't be reached, or broke off: {what}", "Check -SmtpServer, -Port and the network.", cause),
        };
    }

    /// <summary>The error of a mail that some receivers got and others not.</summary>
    public WildixPbxException OfReceivers(IReadOnlyDictionary<string, SmtpResponse> refused, IReadOnlyList<string> accepted) => new TransportException(
        "SmtpRefused",
        redactor.Redact($"The mail server {server} refuses {string.Join("; ", refused.Select(static one => $"{one.Key} ({(int)one.Value.StatusCode}: {one.Value.Response})"))}. The mail went to {string.Join(", ", accepted)}."),
        refused.Values.All(static one => IsForNow(one.StatusCode)) ? "The server refuses them for now: try again in some minutes." : "Check the addresses that were refused, or leave them out.")
    { StatusCode = (int)refused.Values.First().StatusCode };

    // Greylisting, a full disk, too many mails at once: RFC 5321 has 4yz for what may work later.
    static bool IsForNow(SmtpStatusCode code) => (int)code / 100 == 4;

    static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
