using System.Security;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Loading;

namespace WildixPbx.Abstractions;

/// <content>Where a box is, and what logs on to it: given by hand, by the row, by the object that was piped, by the environment.</content>
public abstract partial class BoxCmdlet
{
    const string TokenVariable = "WMS_TOKEN", TokenFileVariable = "WMS_TOKEN_FILE";

    readonly Dictionary<string, SecureString> _tokenFiles = new(StringComparer.Ordinal);
    SecureString? _environment;

    /// <summary>The settings of a box.</summary>
    private protected BoxSettings SettingsOf(BoxIdentity? identity)
    {
        identity ??= new BoxIdentity(null, null);
        var uri = identity.ToUri();
        var origin = BoxOrigins.Of(identity.BaseObject)?.Settings;
        return new BoxSettings
        {
            Uri = uri,
            Credential = Given() ?? origin?.Credential ?? OfObject(identity) ?? OfEnvironment(),
            CertificateFingerprint = RowReader.Text(CertificateFingerprint) ?? origin?.CertificateFingerprint ?? identity.Simulator?.CertificateFingerprint,
            SkipCertificateCheck = SkipCertificateCheck,
            AllowInsecureTransport = AllowInsecureTransport,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            MaximumRetryDelay = TimeSpan.FromSeconds(TimeoutSec),
            LogPath = LogPath is null ? null : GetUnresolvedProviderPathFromPSPath(LogPath),
            Fields = _fields!,
        };
    }

    /// <summary>Refuses logins of several kinds, and half of one.</summary>
    void CheckLogins()
    {
        string[] given = [.. new[] { nameof(Token), nameof(TokenFile), nameof(Credential), nameof(S2SSecret) }.Where(MyInvocation.BoundParameters.ContainsKey)];
        if (given.Length > 1)
            throw new ValidationException("Validation", $"-{string.Join(" and -", given)} are given, and one login is wanted.", "Give one of them.");
        if (S2SSecret is null && (MyInvocation.BoundParameters.ContainsKey(nameof(S2SApplicationId)) || MyInvocation.BoundParameters.ContainsKey(nameof(S2SApplicationName))))
            throw new ValidationException("Validation", "An S2S application is given without its secret.", "Give -S2SSecret, too.") { Column = nameof(S2SSecret) };
    }

    /// <summary>
    /// For a command that asks boxes only if told to: a login without that is a mistake, and whatever else is for boxes has
    /// no effect, as may be with preset defaults.
    /// </summary>
    void RefuseBoxParameters()
    {
        string[] given = [.. MyInvocation.BoundParameters.Keys.Where(IsForBoxes)];
        if (given.Intersect(Logins, StringComparer.OrdinalIgnoreCase).ToArray() is { Length: > 0 } logins)
            throw new ValidationException("Validation", $"-{string.Join(" and -", logins)} {(logins.Length == 1 ? "is" : "are")} given, and no box is asked.", "Give -FromBox, too.") { Column = logins[0] };
        if (given.Length > 0) WriteWarning($"Without -FromBox no box is asked, so -{string.Join(" and -", given)} {(given.Length == 1 ? "has" : "have")} no effect.");
    }

    static readonly string[] Logins =
        [nameof(Token), nameof(TokenFile), nameof(Credential), nameof(S2SApplicationId), nameof(S2SApplicationName), nameof(S2SSecret), nameof(CertificateFingerprint), nameof(SkipCertificateCheck), nameof(FieldMap)];

    static bool IsForBoxes(string parameter)
        => typeof(BoxCmdlet).GetProperty(parameter) is { } property && (property.DeclaringType == typeof(BoxCmdlet) || parameter == nameof(ThrottleLimit));

    BoxCredential? Given()
    {
        if (Token is { } token) return Bearer(token);
        if (Credential is { } login) return new BasicCredential(login.UserName, login.Password);
        if (S2SSecret is { } secret)
        {
            var reader = new RowReader();
            var id = reader.Required(nameof(S2SApplicationId), S2SApplicationId, "it takes the id of the S2S application");
            var name = reader.Required(nameof(S2SApplicationName), S2SApplicationName, "it takes the name of the S2S application, as the PBX shows it");
            reader.ThrowIfBad();
            return new S2SCredential(id, name, secret);
        }

        return RowReader.Text(TokenFile) is { } path ? Bearer(FromFile(GetUnresolvedProviderPathFromPSPath(path), nameof(TokenFile))) : null;
    }

    static BearerCredential? OfObject(BoxIdentity identity) => identity.Simulator is { } box ? Bearer(box.Token) : null;

    BearerCredential? OfEnvironment()
    {
        if (_environment is not null) return Bearer(_environment);
        if (Environment.GetEnvironmentVariable(TokenFileVariable) is { Length: > 0 } path) _environment = FromFile(path, TokenFileVariable);
        else if (Environment.GetEnvironmentVariable(TokenVariable)?.Trim() is { Length: > 0 } token) _environment = Secure(token);
        return _environment is null ? null : Bearer(_environment);
    }

    // A file that a thousand rows name is read once.
    SecureString FromFile(string path, string namedBy)
    {
        if (!_tokenFiles.TryGetValue(path, out var token)) _tokenFiles.Add(path, token = EngineHost.Engine.ReadTokenFile(path, namedBy));
        return token;
    }

    static BearerCredential Bearer(SecureString token) => new(token);

    static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (var letter in text) secret.AppendChar(letter);
        secret.MakeReadOnly();
        return secret;
    }
}
