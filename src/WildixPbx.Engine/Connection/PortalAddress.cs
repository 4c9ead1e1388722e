using WildixPbx.Portal;

namespace WildixPbx.Engine.Connection;

/// <summary>What is checked of an address and a token before the first byte leaves.</summary>
static class PortalAddress
{
    /// <summary>Refuses what can't be a portal's address, and a way on which the token could be read.</summary>
    public static void Check(PortalSettings settings, string token)
    {
        CheckAddress(settings.Uri);
        CheckToken(token, settings.Uri);
        if (settings.Uri.Scheme == Uri.UriSchemeHttp && !settings.Uri.IsLoopback && !settings.AllowInsecureTransport)
            throw new ValidationException(
                "InsecureTransport",
                $"The token was not sent to {settings.Uri.GetLeftPart(UriPartial.Authority)}: plain http to another machine can be read on the way.",
                "Use the portal's https address. -AllowInsecureTransport sends the token all the same.");
        if (settings.Timeout <= TimeSpan.Zero || settings.MaximumRetryCount < 0 || settings.MaximumRetryDelay < TimeSpan.Zero)
            throw new ValidationException("SettingsInvalid", "A timeout must be above 0, and a number of repetitions or a wait can't be below 0.", "Give other values.");
    }

    /// <summary>The address without the base path of the routes, which is added to it: some copy it with that.</summary>
    public static Uri WithoutBase(Uri uri)
    {
        var address = uri.AbsoluteUri.TrimEnd('/');
        var basePath = PortalPath.Base.TrimEnd('/');
        return address.EndsWith(basePath, StringComparison.Ordinal) ? new Uri(address.Substring(0, address.Length - basePath.Length)) : uri;
    }

    static void CheckAddress(Uri uri)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.Host.Length == 0)
            throw Invalid("it is no http or https address", "Give the portal's whole address, such as https://portal.example.com.");
        if (uri.UserInfo.Length > 0)
            throw Invalid("it holds a user name or password", "Leave the part before the @ out: the token is what logs on.");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Invalid("it has a query or a fragment", "Leave out everything from the ? or # on.");
    }

    static void CheckToken(string token, Uri uri)
    {
        if (token.Length == 0)
            throw new AuthenticationException("TokenMissing", $"There is no token for {uri.Host}.", "Give one with -Token, in a profile, or in WMP_TOKEN or WMP_TOKEN_FILE.");
        foreach (var character in token)
            if (character is < '!' or > '~')
                throw new AuthenticationException(
                    "TokenInvalid",
                    $"The token for {uri.Host} has a blank, a line break or another character that no token has.",
                    "Copy the token again, without what surrounds it.");
    }

    // The address itself isn't shown where it may hold a password.
    static ValidationException Invalid(string why, string action) => new("UriInvalid", $"The portal's address can't be used: {why}.", action);
}
