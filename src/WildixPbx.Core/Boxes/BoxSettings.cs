using System.Security;

namespace WildixPbx.Boxes;

/// <summary>Where a box is and how to talk to it.</summary>
public sealed record BoxSettings : Portal.ConnectionSettings
{
    /// <summary>What logs on to it; none where it is asked without.</summary>
    public BoxCredential? Credential { get; init; }

    /// <summary>The SHA-256 fingerprint of the only certificate that is trusted, for a box with one of its own making.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>The names under which this box's answers hold what Wildix documents nowhere.</summary>
    public BoxFields Fields { get; init; } = BoxFields.Default;
}

/// <summary>What logs on to a box.</summary>
public abstract record BoxCredential
{
    /// <summary>What messages call it.</summary>
    public abstract string Kind { get; }

    /// <summary>Says nothing of the secret.</summary>
    public sealed override string ToString() => Kind;
}

/// <summary>A bearer token: a company API key (<c>wsk-v1-</c>, any PBX of the company), or a simple token (<c>access_</c>, one PBX and one of its users).</summary>
/// <param name="Token">The token.</param>
public sealed record BearerCredential(SecureString Token) : BoxCredential
{
    /// <inheritdoc/>
    public override string Kind => "token";
}

/// <summary>An S2S application, which belongs to one PBX. Each request is signed with its secret.</summary>
/// <param name="ApplicationId">Its id.</param>
/// <param name="ApplicationName">Its name.</param>
/// <param name="Secret">Its secret.</param>
public sealed record S2SCredential(string ApplicationId, string ApplicationName, SecureString Secret) : BoxCredential
{
    /// <inheritdoc/>
    public override string Kind => "S2S application";
}

/// <summary>A user of the box and the password, for boxes that still take them.</summary>
/// <param name="User">The user, such as <c>admin</c> or an extension.</param>
/// <param name="Password">The password.</param>
public sealed record BasicCredential(string User, SecureString Password) : BoxCredential
{
    /// <inheritdoc/>
    public override string Kind => "user and password";
}
