using System.Net.Http.Headers;
using System.Text;
using WildixPbx.Boxes;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;

namespace WildixPbx.Engine.Boxes;

/// <summary>
/// Puts on each message what logs on. Secrets are plain only while the message is made; a signature is made for each
/// attempt anew, since it is good for five minutes only.
/// </summary>
sealed class BoxAuthorization(BoxCredential? credential, Redactor redactor, TimeProvider time)
{
    const string Bearer = "Bearer";

    /// <summary>The token in plain text, where it is one, for the checks before the first call.</summary>
    public static string? TokenOf(BoxCredential? credential) => credential is BearerCredential bearer ? SecureText.Plain(bearer.Token) : null;

    /// <summary>Registers what must not be shown.</summary>
    public static void Register(BoxCredential? credential, Redactor redactor)
    {
        switch (credential)
        {
            case BearerCredential bearer:
                redactor.Register(SecureText.Plain(bearer.Token));
                break;
            case S2SCredential application:
                redactor.Register(SecureText.Plain(application.Secret).Trim());
                break;
            case BasicCredential basic:
                redactor.Register(SecureText.Plain(basic.Password));
                redactor.Register(Convert.ToBase64String(Pair(basic)));
                break;
        }
    }

    /// <summary>Completes a message.</summary>
    public void Apply(HttpRequestMessage message, BoxRequest request)
    {
        switch (credential)
        {
            case BearerCredential bearer:
                message.Headers.Authorization = new AuthenticationHeaderValue(Bearer, SecureText.Plain(bearer.Token));
                break;
            case BasicCredential basic:
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Pair(basic)));
                break;
            case S2SCredential application:
                Sign(message, request, application);
                break;
        }
    }

    void Sign(HttpRequestMessage message, BoxRequest request, S2SCredential application)
    {
        var host = message.RequestUri!.Host;
        PhpMap headers = [];
        if (message.Content?.Headers.ContentType is { } type) headers.Set("Content-Type", type.ToString());
        var signed = new S2SRequest(request.Verb, message.RequestUri.AbsolutePath, host, application.ApplicationId, request.Query, request.Body, headers);
        var token = signed.Token(application.ApplicationName, SecureText.Plain(application.Secret), time.GetUtcNow());
        redactor.Register(token);

        // Without the port, as it is signed.
        message.Headers.Host = host;
        message.Headers.TryAddWithoutValidation("X-APP-ID", application.ApplicationId.Trim());
        message.Headers.Authorization = new AuthenticationHeaderValue(Bearer, token);
    }

    static byte[] Pair(BasicCredential basic) => Encoding.UTF8.GetBytes(basic.User + ":" + SecureText.Plain(basic.Password));
}
