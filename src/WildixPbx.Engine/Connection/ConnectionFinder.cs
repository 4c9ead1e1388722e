using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Connection;

/// <summary>
/// Finds where a portal is and what logs on to it: what is given wins, then the named profile, then the environment.
/// A named profile keeps the environment out, so that no token goes to the portal of another one.
/// </summary>
sealed class ConnectionFinder(Redactor redactor)
{
    const string UriVariable = "WMP_URI";
    const string TokenVariable = "WMP_TOKEN";
    const string TokenFileVariable = "WMP_TOKEN_FILE";

    /// <summary>Searches.</summary>
    public ConnectionSource Find(ConnectionRequest request)
    {
        if (request is { Uri: not null, Token: not null, Profile: null }) return new ConnectionSource(request.Uri, request.Token, "Parameter");
        var (uri, token) = request.Profile is { } name ? OfProfile(request, name) : OfEnvironment(request);
        var source = request.Uri is not null || (uri is null && request.Token is not null) ? "Parameter" : request.Profile is not null ? "Profile" : "Environment";
        if (token is not null) redactor.Register(token);
        return new ConnectionSource(request.Uri ?? uri, request.Token ?? (token is null ? null : SecureText.Secure(token)), source);
    }

    static (Uri?, string?) OfProfile(ConnectionRequest request, string name)
    {
        var profile = Profiles.Find(request.StatePath, name);
        var uri = profile.Uri is { } text ? Parse(text, $"The profile {name}") : null;
        if (request.Token is not null) return (uri, null);
        if (profile.TokenFile is { Length: > 0 } file) return (uri, TokenFile.Read(Path.Combine(request.StatePath, TokenFile.Expand(file)), $"the profile {name}"));
        if (profile.TokenVariable is not { Length: > 0 } variable) return (uri, null);
        return (uri, Variable(variable) ?? throw new AuthenticationException(
            "TokenVariableMissing", $"The profile {name} takes its token from the environment variable {variable}, which is not set.", $"Set {variable}, or give -Token."));
    }

    static (Uri?, string?) OfEnvironment(ConnectionRequest request)
    {
        var uri = request.Uri is null && Variable(UriVariable) is { } text ? Parse(text, UriVariable) : null;
        if (request.Token is not null) return (uri, null);
        if (Variable(TokenVariable) is { } token) return (uri, token);
        return (uri, Variable(TokenFileVariable) is { } file ? TokenFile.Read(TokenFile.Expand(file), TokenFileVariable) : null);
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;

    // The text isn't shown: somebody may have put a token where the address belongs.
    static Uri Parse(string text, string where)
        => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw new ValidationException("UriInvalid", $"{where} holds no http or https address.", "Write it like https://portal.example.com.");
}
