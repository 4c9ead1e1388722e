using System.Net.Sockets;
using Renci.SshNet.Common;
using WildixPbx.Engine.Redaction;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <summary>Makes the exceptions of a login. Nothing leaves here that the redactor has not seen.</summary>
sealed class SshErrors(SshSettings settings, Redactor redactor)
{
    readonly string _box = FormattableString.Invariant($"{settings.Host} port {settings.Port}");

    /// <summary>The box, as messages name it.</summary>
    public string Box => _box;

    /// <summary>The error of a login that failed.</summary>
    public WildixPbxException OfLogin(Exception exception) => exception switch
    {
        WildixPbxException known => known,
        SshAuthenticationException => LoginRefused(exception),
        SshOperationTimeoutException => LoginTimeout(exception),
        SocketException { SocketErrorCode: SocketError.TimedOut } => LoginTimeout(exception),
        SocketException socket => new TransportException(
            "HostUnreachable", Text($"{_box} can't be reached: {socket.Message}."),
            settings.Port == SshAccess.Port ? "Check the name, and that SSH of the Cloud PBX is enabled in the portal: Enable-WmpSsh." : "Check the name and the port, and that the box is on.", redactor.Safe(exception)),
        _ => new TransportException("SshFailed", Text($"{_box} could not be logged in to: {exception.Message}"), "Check that an SSH server answers there, and that it is new enough.", redactor.Safe(exception)),
    };

    /// <summary>The login took too long.</summary>
    public TimeoutException LoginTimeout(Exception? inner = null) => new(
        "Timeout", FormattableString.Invariant($"{_box} did not let {settings.UserName} in within {settings.Timeout.TotalSeconds:0.#} s."), "Check that the box is on, and repeat, with a longer -ConnectTimeout where it is slow.", redactor.Safe(inner));

    /// <summary>A command or an answer took too long.</summary>
    public TimeoutException Timeout(string what, TimeSpan timeout, string? transcript = null) => new(
        "Timeout", Text(FormattableString.Invariant($"{_box}: {what} did not end within {timeout.TotalSeconds:0.#} s. It may go on there.")), "Look at the box before you repeat it, or give a longer -Timeout.")
    { Transcript = transcript };

    /// <summary>The box went away in the middle.</summary>
    public TransportException Lost(string what, Exception? inner = null, string? transcript = null) => new(
        "ConnectionLost", Text($"{_box} is gone while {what} ran{(inner is null ? "" : ": " + inner.Message.TrimEnd('.'))}. How far it came is not known."),
        "Look at the box before you repeat it.", redactor.Safe(inner))
    { Transcript = transcript };

    /// <summary>The private key's file is no use.</summary>
    public static ValidationException KeyFile(string path, Exception inner) => new(
        "KeyFileInvalid", $"The private key in {path} can't be read: {inner.Message}", "Give -KeyPath a private key in OpenSSH or PEM form that you may read.", inner);

    /// <summary>The private key's file is locked.</summary>
    public static ValidationException Passphrase(string path, bool isGiven, Exception inner) => new(
        "PassphraseRefused", isGiven ? $"The passphrase does not open the private key in {path}." : $"The private key in {path} is locked with a passphrase, and none is given.", "Give its passphrase with -Passphrase.", inner);

    AuthenticationException LoginRefused(Exception exception) => settings.KeyPath is { } key
        ? new AuthenticationException("KeyRefused", $"{_box} does not accept the key in {key} of {settings.UserName}.", "Add its public key to the account's authorized keys on the box, or log in with a password.", redactor.Safe(exception))
        : new AuthenticationException("PasswordRefused", $"{_box} does not accept the password of {settings.UserName}.", "Check account and password. Passwords of WMS and of the terminal may differ.", redactor.Safe(exception));

    string Text(string text) => redactor.Redact(text);
}
