namespace WildixPbx.Engine.Http;

/// <summary>
/// A certificate was looked at and rejected. The runtime's own exception is the same for that and for a handshake that
/// fails before any certificate came, and only the first calls for another certificate.
/// </summary>
sealed class CertificateException(string message) : System.Security.Authentication.AuthenticationException(message);
