using System.Security;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Loading;

namespace WildixPbx;

/// <summary>How a command that works in a terminal or at the portal asks a box over REST, too: a simulator brings its login, any other box needs a token.</summary>
static class RestLogin
{
    /// <summary>The settings of a box; none where nothing logs on to it.</summary>
    public static BoxSettings? Of(BoxIdentity box, SecureString? token, string? fingerprint, TimeSpan timeout)
        => (token ?? box.Simulator?.Token) is { } given ? With(box, new BearerCredential(given), fingerprint, timeout) : null;

    /// <summary>The settings of a box with a login.</summary>
    public static BoxSettings With(BoxIdentity box, BoxCredential credential, string? fingerprint, TimeSpan timeout) => new()
    {
        Uri = box.ToUri(),
        Credential = credential,
        CertificateFingerprint = fingerprint ?? box.Simulator?.CertificateFingerprint,
        Timeout = timeout,
        Fields = EngineHost.Engine.ReadBoxFields(null),
    };
}
