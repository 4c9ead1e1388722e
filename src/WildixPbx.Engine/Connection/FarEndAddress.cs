using WildixPbx.Boxes;
using WildixPbx.Engine.Http;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Connection;

/// <summary>What is checked of an address and a token before the first byte leaves.</summary>
static class FarEndAddress
{
    /// <summary>Refuses what can't be a portal's address, and a way on which the token could be read.</summary>
    public static void Check(PortalSettings settings, string token)
    {
        CheckAddress(settings.Uri, FarEnd.Portal);
        CheckToken(token, settings.Uri, "Give one with -Token, in a profile, or in WMP_TOKEN or WMP_TOKEN_FILE.");
        Check(settings, FarEnd.Portal, "token");
    }

    /// <summary>Refuses what can't be a box's address, and a way on which the secret could be read.</summary>
    /// <param name="settings">Where the box is.</param>
    /// <param name="token">The token, where it is one.</param>
    /// <param name="secret">What messages call the secret; none where there is none.</param>
    public static void Check(BoxSettings settings, string? token, string? secret)
    {
        CheckAddress(settings.Uri, FarEnd.Box);
        if (token is not null) CheckToken(token, settings.Uri, "Give one with -Token or -TokenFile, or in WMS_TOKEN or WMS_TOKEN_FILE.");
        Check(settings, FarEnd.Box, secret);
    }

    static void Check(ConnectionSettings settings, FarEnd farEnd, string? secret)
    {
        if (secret is not null && settings.Uri.Scheme == Uri.UriSchemeHttp && !settings.Uri.IsLoopback && !settings.AllowInsecureTransport)
            throw new ValidationException(
                "InsecureTransport",
                $"The {secret} was not sent to {settings.Uri.GetLeftPart(UriPartial.Authority)}: plain http to another machine can be read on the way.",
                $"Use the {farEnd.Noun}'s https address. -AllowInsecureTransport sends the {secret} all the same.");
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

    static void CheckAddress(Uri uri, FarEnd farEnd)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.Host.Length == 0)
            throw Invalid("it is no http or https address", $"Give the {farEnd.Noun}'s whole address, such as {farEnd.ExampleAddress}.");
        if (uri.UserInfo.Length > 0)
            throw Invalid("it holds a user name or password", "Leave the part before the @ out: the token is what logs on.");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Invalid("it has a query or a fragment", "Leave out everything from the ? or # on.");

        // The address itself isn't shown where it may hold a password.
        ValidationException Invalid(string why, string action) => new("UriInvalid", $"The {farEnd.Noun}'s address can't be used: {why}.", action);
    }

    static void CheckToken(string token, Uri uri, string whereFrom)
    {
        if (token.Length == 0)
            throw new AuthenticationException("TokenMissing", $"There is no token for {uri.Host}.", whereFrom);
        foreach (var character in token)
            if (character is < '!' or > '~')
                throw new AuthenticationException(
                    "TokenInvalid",
                    $"The token for {uri.Host} has a blank, a line break or another character that no token has.",
                    "Copy the token again, without what surrounds it.");
    }
}
